import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import { messageStatesOf } from "../../lib/message-query"
import type { MessageQuery } from "../../lib/message-query"
import { startOfDay } from "../../lib/order-query"
import type {
  CaughtContent,
  CaughtMessage,
  ListedMessage,
  ListedRefill,
  MessageAnswer,
  MessagesAnswer,
  OrderMessagesAnswer,
  RefillState,
} from "../../types/mail"
import { orderKeys, post, useOrderMutation } from "./orders"

export const MESSAGES_PER_PAGE = 20
export const CAUGHT_PER_PAGE = 50
/** A letter that is held or on its way changes within seconds. */
const POLL_MS = 3_000

export const mailKeys = {
  all: ["crm-mail"] as const,
  messages: () => [...mailKeys.all, "messages"] as const,
  message: (id: string) => [...mailKeys.messages(), "one", id] as const,
  caught: () => [...mailKeys.all, "caught"] as const,
}

const pathOf = (id: string, rest = ""): string => `/mail/messages/${encodeURIComponent(id)}${rest}`

export const useMessages = (query: MessageQuery) =>
  useQuery<MessagesAnswer, CrmError>({
    queryKey: [...mailKeys.messages(), "list", query],
    queryFn: ({ signal }) =>
      request("/mail/messages", {
        query: {
          state: messageStatesOf(query.view),
          kind: query.kind ? [query.kind] : [],
          shop_id: query.shop_id ? [query.shop_id] : [],
          q: query.q,
          from: startOfDay(query.from),
          to: startOfDay(query.to, 1),
          offset: query.offset,
          limit: MESSAGES_PER_PAGE,
        },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: POLL_MS,
  })

export const useMessage = (id: string) =>
  useQuery<MessageAnswer, CrmError>({
    queryKey: mailKeys.message(id),
    queryFn: ({ signal }) => request(pathOf(id), { signal }),
    staleTime: 0,
    refetchInterval: POLL_MS,
    retry: (failures, error) => error.status !== 404 && failures < 2,
  })

/** Under the key of the order's card: whatever changes the order may have sent a letter. */
export const useOrderMessages = (orderId: string) =>
  useQuery<OrderMessagesAnswer, CrmError>({
    queryKey: [...orderKeys.card(orderId), "messages"],
    queryFn: ({ signal }) => request(`/orders/${encodeURIComponent(orderId)}/messages`, { signal }),
    staleTime: 0,
    refetchInterval: POLL_MS,
  })

/** A letter stands on its order's card and in its stream too. */
const useMessageMutation = <Input, Output>(call: (input: Input) => Promise<Output>) => {
  const client = useQueryClient()
  return useMutation<Output, CrmError, Input>({
    mutationFn: call,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: orderKeys.cards() })
      return client.invalidateQueries({ queryKey: mailKeys.messages() })
    },
  })
}

export const useCancelMessage = () =>
  useMessageMutation(({ id, ...body }: { id: string; reason?: string }) =>
    post<object>(pathOf(id, "/cancel"), body)
  )

export const useSendNow = () =>
  useMessageMutation(({ id }: { id: string }) => post<object>(pathOf(id, "/send-now"), {}))

export const useRetryMessage = () =>
  useMessageMutation(({ id }: { id: string }) => post<object>(pathOf(id, "/retry"), {}))

export const useResendMessage = () =>
  useMessageMutation(
    ({ orderId, ...body }: { orderId: string; message_id: string; reason: string }) =>
      post<{ message?: ListedMessage }>(
        `/orders/${encodeURIComponent(orderId)}/messages/resend`,
        body
      )
  )

export type PaymentLetter = "payment_reminder" | "payment_link"

/** Writes to the customer how to pay: by the link that is open, or by a new one. */
export const useAskToPay = () =>
  useMessageMutation(({ orderId, letter }: { orderId: string; letter: PaymentLetter }) =>
    post<object>(`/orders/${encodeURIComponent(orderId)}/messages/${letter.replace("_", "-")}`, {})
  )

export const REFILLS_PER_PAGE = 20

/** The wishes to be reminded of the next order, those that are due first come first. */
export const useRefills = (states: RefillState[], offset: number) =>
  useQuery<{ refills: ListedRefill[]; count: number }, CrmError>({
    queryKey: [...orderKeys.cards(), "refills", states, offset],
    queryFn: ({ signal }) =>
      request("/refills", {
        query: { state: states, offset, limit: REFILLS_PER_PAGE },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

export type RefillInput = { id: string; state: "called" | "cancelled"; note?: string }

/** What came of the call about the next order. */
export const useFinishRefill = () =>
  useOrderMutation(({ id, ...body }: RefillInput) =>
    post<object>(`/orders/${encodeURIComponent(id)}/refill`, body)
  )

/** What the demo's own mail server has caught; 404 where mail goes to real people. */
export const useCaughtMail = (to: string) =>
  useQuery<{ messages: CaughtMessage[]; count?: number }, CrmError>({
    queryKey: [...mailKeys.caught(), "list", to],
    queryFn: ({ signal }) =>
      request("/mail/caught", { query: { to, limit: CAUGHT_PER_PAGE }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.error?.status === 404 ? false : POLL_MS),
    retry: (failures, error) => error.status !== 404 && failures < 2,
  })

export const useCaughtMessage = (id: string) =>
  useQuery<{ message: CaughtContent }, CrmError>({
    queryKey: [...mailKeys.caught(), "one", id],
    queryFn: ({ signal }) => request(`/mail/caught/${encodeURIComponent(id)}`, { signal }),
  })
