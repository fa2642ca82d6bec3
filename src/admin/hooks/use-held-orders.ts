import { useEffect } from "react"

import { holdSeen } from "../lib/seen-orders"

/** For dialogs: what is decided in them is decided upon what was on the screen when they opened. */
export const useHeldOrders = (): void => useEffect(() => holdSeen(), [])
