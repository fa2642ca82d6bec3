import { useQuery } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type { Attempt, Callback, Exchange, ManualWay, OrderLedger } from "../../types/payments"
import { orderKeys, post, useOrderMutation } from "./orders"

/** What hangs on a payment is younger than the card that shows it: it is asked for as often. */
const POLL_MS = 3_000

const path = (id: string, rest: string): string => `/orders/${encodeURIComponent(id)}${rest}`

export const useAttemptExchanges = (orderId: string, attemptId: string) =>
  useQuery<{ attempt: Attempt; exchanges: Exchange[] }, CrmError>({
    queryKey: [...orderKeys.card(orderId), "attempt", attemptId],
    queryFn: ({ signal }) =>
      request(path(orderId, `/attempts/${encodeURIComponent(attemptId)}`), { signal }),
    staleTime: 0,
    refetchInterval: POLL_MS,
  })

export const useOrderCallbacks = (orderId: string) =>
  useQuery<{ callbacks: Callback[] }, CrmError, Callback[]>({
    queryKey: [...orderKeys.card(orderId), "callbacks"],
    queryFn: ({ signal }) => request(path(orderId, "/callbacks"), { signal }),
    select: (answer) => answer.callbacks,
    staleTime: 0,
    refetchInterval: POLL_MS,
  })

export const useOrderLedger = (orderId: string) =>
  useQuery<OrderLedger, CrmError>({
    queryKey: [...orderKeys.card(orderId), "ledger"],
    queryFn: ({ signal }) => request(path(orderId, "/ledger"), { signal }),
    staleTime: 0,
    refetchInterval: POLL_MS,
  })

type AttemptAnswer = { attempt: Attempt }

/** Asks the processor what became of an attempt; moves no money. */
export const useCheckNow = () =>
  useOrderMutation(({ id, ...body }: { id: string; attempt_id?: string }) =>
    post<AttemptAnswer>(path(id, "/payment/check-now"), body)
  )

export type ChargeInput = {
  id: string
  way: Exclude<ManualWay, "link">
  account_id?: string
  close_open_links?: boolean
}

export const useManualCharge = () =>
  useOrderMutation(({ id, ...body }: ChargeInput) =>
    post<AttemptAnswer>(path(id, "/payment/charge"), body)
  )

export type LinkInput = {
  id: string
  account_id?: string
  amount?: string
  /** Whether the customer gets it by e-mail. */
  send: boolean
}

export const useCreateLink = () =>
  useOrderMutation(({ id, ...body }: LinkInput) =>
    post<AttemptAnswer>(path(id, "/payment/link"), body)
  )

export const useCloseLink = () =>
  useOrderMutation(({ id, attemptId }: { id: string; attemptId: string }) =>
    post<object>(path(id, `/payment/attempts/${encodeURIComponent(attemptId)}/close`), {})
  )

export const useCommentAttempt = () =>
  useOrderMutation(
    ({ id, attemptId, comment }: { id: string; attemptId: string; comment: string }) =>
      post<object>(path(id, `/attempts/${encodeURIComponent(attemptId)}/comment`), { comment })
  )

export type RefundInput = {
  id: string
  reason: string
  amount?: string
  attempt_id?: string
  elsewhere?: boolean
}

export const useRefund = () =>
  useOrderMutation(({ id, ...body }: RefundInput) =>
    post<AttemptAnswer>(path(id, "/payment/refund"), body)
  )

export const useRefundOverpayment = () =>
  useOrderMutation(({ id }: { id: string }) =>
    post<object>(path(id, "/payment/refund-overpayment"), {})
  )

export const useChargeback = () =>
  useOrderMutation(({ id, ...body }: { id: string; reason: string; amount?: string }) =>
    post<object>(path(id, "/payment/chargeback"), body)
  )

export const useChargebackReversal = () =>
  useOrderMutation(({ id, ...body }: { id: string; reason: string }) =>
    post<object>(path(id, "/payment/chargeback-reversal"), body)
  )
