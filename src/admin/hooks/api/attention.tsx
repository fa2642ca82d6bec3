import { keepPreviousData, useQuery } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type { ListedAttention } from "../../types/orders"
import { orderKeys } from "./orders"

export const ATTENTION_PER_PAGE = 20
const POLL_MS = 5_000

/** Empty words ask for everything. */
export type AttentionQuery = {
  resolved: boolean
  part: string
  kind: string
  shop_id: string
  older_than_hours: string
  offset: number
}

/** Under the key of the order lists: whatever changes an order may resolve an entry. */
export const useAttention = (query: AttentionQuery) =>
  useQuery<{ entries: ListedAttention[]; count: number }, CrmError>({
    queryKey: [...orderKeys.lists(), "attention", query],
    queryFn: ({ signal }) =>
      request("/attention", { query: { ...query, limit: ATTENTION_PER_PAGE }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: POLL_MS,
  })
