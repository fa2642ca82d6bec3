import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type { OrderCall } from "../../lib/order-draft"
import type { Buyer, CreatedOrder, OrderChoices } from "../../types/bulk"
import { orderKeys, post } from "./orders"

export const useOrderChoices = () =>
  useQuery<OrderChoices, CrmError>({
    queryKey: [...orderKeys.all, "create", "choices"],
    queryFn: ({ signal }) => request("/orders/create/choices", { signal }),
    staleTime: 60_000,
  })

const SHORTEST_SEARCH = 2

/** Customers by name, e-mail or phone, as soon as enough is typed. */
export const useBuyers = (q: string) =>
  useQuery<{ customers: Buyer[] }, CrmError, Buyer[]>({
    queryKey: [...orderKeys.all, "create", "customers", q],
    queryFn: ({ signal }) => request("/orders/create/customers", { query: { q }, signal }),
    select: ({ customers }) => customers,
    enabled: q.trim().length >= SHORTEST_SEARCH,
    placeholderData: keepPreviousData,
  })

/** Asks what the order comes to (`dry_run`), or makes it. */
export const useCreateOrder = () => {
  const client = useQueryClient()
  return useMutation<{ order: CreatedOrder }, CrmError, OrderCall & { dry_run: boolean }>({
    mutationFn: (call) => post("/orders/create", call),
    onSettled: () => client.invalidateQueries({ queryKey: orderKeys.lists() }),
  })
}
