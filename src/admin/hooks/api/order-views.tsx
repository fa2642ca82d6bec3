import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type { OrderView } from "../../types/bulk"
import { orderKeys, post } from "./orders"

/** Their counts are like those on the tabs, and asked for as often as somebody looks. */
const POLL_MS = 15_000

const viewsKey = [...orderKeys.all, "views"] as const

/** The kept filters with how many orders each finds; asked for while they are shown. */
export const useOrderViews = (isShown: boolean) =>
  useQuery<{ views: OrderView[] }, CrmError, OrderView[]>({
    queryKey: viewsKey,
    queryFn: ({ signal }) => request("/order-views", { signal }),
    select: ({ views }) => views,
    enabled: isShown,
    staleTime: 0,
    refetchInterval: POLL_MS,
  })

const useViewMutation = <Input,>(call: (input: Input) => Promise<object>) => {
  const client = useQueryClient()
  return useMutation<object, CrmError, Input>({
    mutationFn: call,
    onSettled: () => client.invalidateQueries({ queryKey: viewsKey }),
  })
}

export type ViewInput = Pick<OrderView, "name" | "filter" | "is_shared">

export const useAddView = () => useViewMutation((view: ViewInput) => post("/order-views", view))

export const useChangeView = () =>
  useViewMutation(({ id, ...changes }: { id: string } & Partial<ViewInput>) =>
    post(`/order-views/${id}`, changes)
  )

export const useRemoveView = () =>
  useViewMutation(({ id }: { id: string }) => post(`/order-views/${id}/remove`, {}))
