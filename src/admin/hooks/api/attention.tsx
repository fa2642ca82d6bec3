import { keepPreviousData, useQuery } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type { ListedAttention } from "../../types/orders"
import { orderKeys } from "./orders"

export const ATTENTION_PER_PAGE = 20
const POLL_MS = 5_000

export type AttentionQuery = { resolved: boolean; kind: string; offset: number }

/** Under the key of the order lists: whatever changes an order may resolve an entry. */
export const useAttention = ({ resolved, kind, offset }: AttentionQuery) =>
  useQuery<{ entries: ListedAttention[]; count: number }, CrmError>({
    queryKey: [...orderKeys.lists(), "attention", resolved, kind, offset],
    queryFn: ({ signal }) =>
      request("/attention", {
        query: { resolved, kind, offset, limit: ATTENTION_PER_PAGE },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: POLL_MS,
  })
