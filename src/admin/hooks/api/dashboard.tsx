import { keepPreviousData, useQuery } from "@tanstack/react-query"

import type { CrmError, Query } from "../../lib/client"
import { request, toSearch } from "../../lib/client"
import type { DashboardAnswer } from "../../types/dashboard"

const POLL_MS = 30_000

export const useDashboard = (query: Query) =>
  useQuery<DashboardAnswer, CrmError>({
    queryKey: ["crm-dashboard", query],
    queryFn: ({ signal }) => request("/dashboard", { query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  })

/** Where the browser saves the dashboard, or one widget of it, as a CSV file from. */
export const dashboardExportAddress = (query: Query, table?: string): string =>
  `/admin/crm/dashboard/export${toSearch({ ...query, table })}`
