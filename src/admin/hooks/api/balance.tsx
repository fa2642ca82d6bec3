import { keepPreviousData, useQuery } from "@tanstack/react-query"

import type { CrmError, Query } from "../../lib/client"
import { request, toSearch } from "../../lib/client"
import type { BalanceAnswer } from "../../types/payments"

const POLL_MS = 15_000

export const useBalance = (query: Query) =>
  useQuery<BalanceAnswer, CrmError>({
    queryKey: ["crm-balance", query],
    queryFn: ({ signal }) => request("/balance", { query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  })

/** Where the browser saves the same figures as a CSV file from. */
export const balanceExportAddress = (query: Query): string =>
  `/admin/crm/balance/export${toSearch(query)}`
