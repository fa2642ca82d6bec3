import { useCallback, useMemo } from "react"
import { useSearchParams } from "react-router-dom"

import type { OrderQuery } from "../lib/order-query"
import { readOrderQuery, writeOrderQuery } from "../lib/order-query"

type ChangeOptions = {
  /** Typing does not fill the browser's history; a click on a tab or filter does. */
  replace?: boolean
}

/** The address of the page is the only place that knows what the list shows. */
export const useOrderQuery = () => {
  const [search, setSearch] = useSearchParams()
  const query = useMemo(() => readOrderQuery(search), [search])

  const change = useCallback(
    (part: Partial<OrderQuery>, options: ChangeOptions = {}) => {
      setSearch(
        (current) => writeOrderQuery({ ...readOrderQuery(current), page: 1, ...part }),
        options
      )
    },
    [setSearch]
  )

  return { query, change }
}
