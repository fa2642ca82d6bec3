import { useQuery } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type { Me, Permissions } from "../../types/orders"

const NOTHING: Permissions = {
  change_status: false,
  bulk: false,
  notes: false,
  call_center: false,
  payment_link: false,
  archive: false,
  tags: false,
  responsible: false,
  attention: false,
  shops: false,
  change_shops: false,
  staff: false,
  payments: false,
  change_processors: false,
  change_routing: false,
  mail: false,
  dispatch: false,
  dashboard: false,
  customers: false,
  erase_customers: false,
  report: false,
  create_order: false,
}

export const meQueryKey = ["crm-me"] as const

/** Who is signed in and what they may do. Until it is known, nothing is offered. */
export const useMe = () => {
  const { data, ...rest } = useQuery<Me, CrmError>({
    queryKey: meQueryKey,
    queryFn: ({ signal }) => request<Me>("/me", { signal }),
    staleTime: 60_000,
  })
  return { me: data, permissions: data?.permissions ?? NOTHING, ...rest }
}
