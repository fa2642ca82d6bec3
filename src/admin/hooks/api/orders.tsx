import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request, send } from "../../lib/client"
import type { OrderConditions, OrderQuery } from "../../lib/order-query"
import { conditionsOf, listParametersOf } from "../../lib/order-query"
import { noteSeen } from "../../lib/seen-orders"
import type {
  AddressInput,
  CallCenterStatus,
  EventView,
  HelpButton,
  OrderCard,
  OrderCountsAnswer,
  OrderEvent,
  OrderFilterOptions,
  OrderListAnswer,
  OrderStatus,
  OrderTab,
} from "../../types/orders"

/** An order is on the first page within a second of coming in; older pages hardly change. */
const FIRST_PAGE_POLL_MS = 1_000
const OTHER_PAGE_POLL_MS = 10_000
const COUNTS_POLL_MS = 5_000
const CARD_POLL_MS = 3_000
const EVENTS_PER_PAGE = 200

export const orderKeys = {
  all: ["crm-orders"] as const,
  lists: () => [...orderKeys.all, "list"] as const,
  list: (query: OrderQuery) => [...orderKeys.lists(), listParametersOf(query)] as const,
  counts: (query: OrderQuery) => [...orderKeys.lists(), "counts", conditionsOf(query)] as const,
  filters: () => [...orderKeys.all, "filters"] as const,
  cards: () => [...orderKeys.all, "card"] as const,
  card: (id: string) => [...orderKeys.cards(), id] as const,
  events: (id: string, view: EventView) => [...orderKeys.card(id), "events", view] as const,
}

export const useOrders = (query: OrderQuery) =>
  useQuery<OrderListAnswer, CrmError>({
    queryKey: orderKeys.list(query),
    queryFn: ({ signal }) => request("/orders", { query: listParametersOf(query), signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: query.page === 1 ? FIRST_PAGE_POLL_MS : OTHER_PAGE_POLL_MS,
  })

export const useOrderCounts = (query: OrderQuery) =>
  useQuery<OrderCountsAnswer, CrmError>({
    queryKey: orderKeys.counts(query),
    queryFn: ({ signal }) => request("/orders/counts", { query: conditionsOf(query), signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: COUNTS_POLL_MS,
  })

export const useOrderFilters = () =>
  useQuery<OrderFilterOptions, CrmError>({
    queryKey: orderKeys.filters(),
    queryFn: ({ signal }) => request("/orders/filters", { signal }),
    staleTime: 60_000,
  })

export const useOrder = (id: string) =>
  useQuery<{ order: OrderCard }, CrmError, OrderCard>({
    queryKey: orderKeys.card(id),
    queryFn: async ({ signal }) => {
      const answer = await request<{ order: OrderCard }>(`/orders/${encodeURIComponent(id)}`, {
        signal,
      })
      noteSeen(id, answer.order.seen)
      return answer
    },
    select: (answer) => answer.order,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.error?.status === 404 ? false : CARD_POLL_MS),
    retry: (failures, error) => error.status !== 404 && failures < 2,
  })

export const useOrderEvents = (id: string, view: EventView) => {
  const { data, ...rest } = useInfiniteQuery({
    queryKey: orderKeys.events(id, view),
    queryFn: ({ pageParam, signal }) =>
      request<{ events: OrderEvent[]; count: number }>(`/orders/${encodeURIComponent(id)}/events`, {
        query: { view, limit: EVENTS_PER_PAGE, offset: pageParam },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const loaded = pages.reduce((sum, page) => sum + page.events.length, 0)
      return last.events.length > 0 && loaded < last.count ? loaded : undefined
    },
    staleTime: 0,
    refetchInterval: CARD_POLL_MS,
  })
  return {
    events: data?.pages.flatMap((page) => page.events),
    count: data?.pages[0]?.count ?? 0,
    ...rest,
  }
}

/** Whatever changed one order may have changed the lists, the counts and its timeline too. */
export const useOrderMutation = <Input, Output>(call: (input: Input) => Promise<Output>) => {
  const client = useQueryClient()
  return useMutation<Output, CrmError, Input>({
    mutationFn: call,
    onSettled: () => {
      client.invalidateQueries({ queryKey: orderKeys.lists() })
      return client.invalidateQueries({ queryKey: orderKeys.cards() })
    },
  })
}

export const post = <Output,>(path: string, body: object) =>
  request<Output>(path, { method: "POST", body })

export type MoveInput = {
  id: string
  status: OrderStatus
  reason?: string
  /** The status on the screen: when somebody has moved the order meanwhile, this move is refused. */
  expected_status: OrderStatus
  /** What an outside payment has cost, in percent; only for approving by hand. */
  fee_percent?: string
}

export const useMoveOrder = () =>
  useOrderMutation(({ id, ...body }: MoveInput) =>
    post<{ order: { id: string; status: OrderStatus } }>(`/orders/${id}/status`, body)
  )

export const useMoveCallCenter = () =>
  useOrderMutation(({ id, ...body }: { id: string; status: CallCenterStatus; note?: string }) =>
    post<object>(`/orders/${id}/call-center-status`, body)
  )

export const useAddNote = () =>
  useOrderMutation(({ id, text }: { id: string; text: string }) =>
    post<{ event: OrderEvent }>(`/orders/${id}/notes`, { text })
  )

export const useChangeAddress = (id: string) =>
  useOrderMutation((body: AddressInput) => post<object>(`/orders/${id}/shipping-address`, body))

export const useArchiveOrder = () =>
  useOrderMutation(({ id, archive, reason }: { id: string; archive: boolean; reason: string }) =>
    post<object>(`/orders/${id}/${archive ? "archive" : "unarchive"}`, { reason })
  )

export const useChangeTags = () =>
  useOrderMutation(({ id, ...body }: { id: string; add?: string[]; remove?: string[] }) =>
    post<object>(`/orders/${id}/tags`, body)
  )

export const useChangeResponsible = () =>
  useOrderMutation(({ id, user_id }: { id: string; user_id: string | null }) =>
    post<object>(`/orders/${id}/responsible`, { user_id })
  )

/** Presses the button that an order's sentence offers. */
export const useHelp = () =>
  useOrderMutation(({ method, path, body }: NonNullable<HelpButton["request"]>) =>
    send<object>(path, { method, body })
  )

export const useResolveAttention = () =>
  useOrderMutation(({ id }: { id: string }) => post<object>(`/attention/${id}/resolve`, {}))

export type BulkInput = {
  status: OrderStatus
  reason?: string
} & ({ ids: string[] } | { filter: OrderConditions & { tab: OrderTab } })
