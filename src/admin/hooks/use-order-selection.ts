import { useCallback, useEffect, useState } from "react"

import type { OrderQuery } from "../lib/order-query"
import { conditionsOf } from "../lib/order-query"
import type { ListedOrder } from "../types/orders"

/**
 * The ticked orders, also those ticked on another page, or everything that the filters find.
 * Asking for something else empties it: nobody should move orders they no longer see chosen.
 */
export const useOrderSelection = (query: OrderQuery) => {
  const [ticked, setTicked] = useState<Map<string, ListedOrder>>(new Map())
  const [everything, setEverything] = useState(false)
  const chosenBy = JSON.stringify([query.tab, conditionsOf(query)])

  const clear = useCallback(() => {
    setTicked(new Map())
    setEverything(false)
  }, [])

  useEffect(clear, [clear, chosenBy])

  const toggle = useCallback((orders: ListedOrder[], tick: boolean) => {
    setEverything(false)
    setTicked((current) => {
      const next = new Map(current)
      orders.forEach((order) => (tick ? next.set(order.id, order) : next.delete(order.id)))
      return next
    })
  }, [])

  return { ticked, everything, setEverything, toggle, clear }
}

export type OrderSelection = ReturnType<typeof useOrderSelection>
