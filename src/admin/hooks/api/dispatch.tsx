import { keepPreviousData, useQuery } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type { DispatchQuery } from "../../lib/dispatch-query"
import type { OrderConditions } from "../../lib/order-query"
import type {
  DispatchAnswer,
  DispatchPreview,
  ParcelActionName,
  ReshipReason,
  SendAnswer,
  Shipment,
} from "../../types/dispatch"
import type { OrderTab } from "../../types/orders"
import { orderKeys, post, useOrderMutation } from "./orders"

const POLL_MS = 3_000
export const PARCELS_PER_PAGE = 20

/** Below the orders: whatever changes an order may change what waits to be sent. */
export const dispatchKeys = {
  all: [...orderKeys.lists(), "dispatch"] as const,
  list: (query: DispatchQuery) => [...dispatchKeys.all, "list", query] as const,
  preview: (choice: SendChoice) => [...dispatchKeys.all, "preview", choice] as const,
}

export const useDispatch = (query: DispatchQuery) =>
  useQuery<DispatchAnswer, CrmError>({
    queryKey: dispatchKeys.list(query),
    queryFn: ({ signal }) =>
      request("/dispatch", { query: { ...query, limit: PARCELS_PER_PAGE }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: POLL_MS,
  })

/** Either the ticked orders, or those that the filters find, or all that can be sent. */
export type SendChoice =
  { ids: string[] } | { filter: OrderConditions & { tab: OrderTab } } | { all_approved: true }

/** What sending would do, as things stand; asked for once, for a large answer costs the server work. */
export const useDispatchPreview = (choice: SendChoice) =>
  useQuery<DispatchPreview, CrmError>({
    queryKey: dispatchKeys.preview(choice),
    queryFn: () => post("/dispatch/preview", choice),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  })

export const useSendMany = () =>
  useOrderMutation((choice: SendChoice) => post<SendAnswer>("/dispatch/send", choice))

const orderPath = (id: string, rest: string) => `/orders/${encodeURIComponent(id)}${rest}`

export const useSendToShipper = () =>
  useOrderMutation(({ id }: { id: string }) =>
    post<{ shipments: Shipment[] }>(orderPath(id, "/dispatch"), {})
  )

export type ParcelInput = {
  orderId: string
  shipmentId: string
  action: ParcelActionName
  note?: string
  /** A supplier whom we cannot tell ourselves knows that the parcel is taken back. */
  confirmed?: boolean
}

/** What the supplier has said, where he was asked. */
export type ParcelAnswer = { outcome?: string; words?: string | null }

const parcelBody = ({ action, note, confirmed }: ParcelInput): object =>
  action === "cancel"
    ? { ...(note && { reason: note }), confirmed: confirmed === true }
    : note
      ? { note }
      : {}

export const useParcelAction = () =>
  useOrderMutation((input: ParcelInput) =>
    post<ParcelAnswer>(
      orderPath(
        input.orderId,
        `/shipments/${encodeURIComponent(input.shipmentId)}/${input.action}`
      ),
      parcelBody(input)
    )
  )

export type ReshipInput = {
  id: string
  reason: ReshipReason
  shipment_id?: string
  lines?: { order_line_id: string; quantity: number }[]
  note?: string
}

export const useReship = () =>
  useOrderMutation(({ id, ...body }: ReshipInput) =>
    post<{ shipments: Shipment[] }>(orderPath(id, "/reship"), body)
  )
