import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request, toSearch } from "../../lib/client"
import type { CustomerQuery } from "../../lib/customer-query"
import { customerConditionsOf, customerParametersOf } from "../../lib/customer-query"
import type {
  AddCustomerInput,
  BlockInput,
  ChangeCustomerInput,
  Customer,
  CustomerListAnswer,
  UnblockInput,
} from "../../types/customers"
import { orderKeys } from "./orders"

const LIST_POLL_MS = 15_000
export const CUSTOMERS_PER_PAGE = 20

const customerKeys = {
  all: ["crm-customers"] as const,
  list: (query: CustomerQuery) =>
    [...customerKeys.all, "list", customerParametersOf(query)] as const,
  one: (id: string) => [...customerKeys.all, "one", id] as const,
}

export const useCustomers = (query: CustomerQuery) =>
  useQuery<CustomerListAnswer, CrmError>({
    queryKey: customerKeys.list(query),
    queryFn: ({ signal }) =>
      request("/customers", {
        query: { ...customerParametersOf(query), limit: CUSTOMERS_PER_PAGE },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: LIST_POLL_MS,
  })

export const useCustomer = (id: string) =>
  useQuery<{ customer: Customer }, CrmError, Customer>({
    queryKey: customerKeys.one(id),
    queryFn: ({ signal }) => request(`/customers/${encodeURIComponent(id)}`, { signal }),
    select: ({ customer }) => customer,
    retry: (failures, error) => error.status !== 404 && failures < 2,
  })

/** Where the browser saves the customers of a filter as a CSV file from. */
export const customersExportAddress = (query: CustomerQuery): string =>
  `/admin/crm/customers/export${toSearch(customerConditionsOf(query))}`

/** A customer's orders are marked in the lists of orders. */
const useCustomerMutation = <Input, Output>(call: (input: Input) => Promise<Output>) => {
  const client = useQueryClient()
  return useMutation<Output, CrmError, Input>({
    mutationFn: call,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: orderKeys.all })
      return client.invalidateQueries({ queryKey: customerKeys.all })
    },
  })
}

type Answer = { customer: Customer }

/** An empty field is none. */
const written = ({ phone, note, ...rest }: Partial<AddCustomerInput>) => ({
  ...rest,
  phone: phone || null,
  note: note || null,
})

export const useAddCustomer = () =>
  useCustomerMutation((input: AddCustomerInput) =>
    request<Answer>("/customers", { method: "POST", body: written(input) })
  )

const useChange = <Input extends object>(id: string, road: string) =>
  useCustomerMutation((body: Input) =>
    request<Answer>(`/customers/${encodeURIComponent(id)}${road}`, { method: "POST", body })
  )

export const useChangeCustomer = (id: string) =>
  useCustomerMutation((input: ChangeCustomerInput) =>
    request<Answer>(`/customers/${encodeURIComponent(id)}`, {
      method: "POST",
      body: written(input),
    })
  )

export const useBlockCustomer = (id: string) => useChange<BlockInput>(id, "/block")
export const useUnblockCustomer = (id: string) => useChange<UnblockInput>(id, "/unblock")
export const useEraseCustomer = (id: string) => useChange<{ confirm: string }>(id, "/erase")
