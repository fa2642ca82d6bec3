import { useEffect, useRef, useState } from "react"

import type { ListedOrder } from "../types/orders"

const FRESH_MS = 4_000

/**
 * Ids of orders that came in while the list was being looked at. What appears because the reader
 * asked for something else (`asked` changes) is not fresh.
 */
export const useFreshOrders = (orders: ListedOrder[] | undefined, asked: string): Set<string> => {
  const seen = useRef<{ asked: string; newest: string } | null>(null)
  const [fresh, setFresh] = useState<Set<string>>(new Set())

  useEffect(() => {
    if (!orders) {
      return
    }
    const newest = orders.reduce(
      (latest, order) => (order.created_at > latest ? order.created_at : latest),
      ""
    )
    const before = seen.current
    seen.current = { asked, newest }
    if (!before || before.asked !== asked || newest <= before.newest) {
      return
    }
    const arrived = orders.filter((order) => order.created_at > before.newest)
    setFresh(new Set(arrived.map(({ id }) => id)))
    const timer = setTimeout(() => setFresh(new Set()), FRESH_MS)
    return () => clearTimeout(timer)
  }, [orders, asked])

  return fresh
}
