import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type { CallDesk, CallKind, CallResult, ListedCall, NextCallAnswer } from "../../types/calls"
import type { CallCenterStatus } from "../../types/orders"
import { orderKeys, post } from "./orders"

const POLL_MS = 5_000
export const CALLS_PER_PAGE = 20

const deskKey = [...orderKeys.all, "call-desk"] as const

export const useCallDesk = () =>
  useQuery<CallDesk, CrmError>({
    queryKey: deskKey,
    queryFn: ({ signal }) => request("/call-center", { signal }),
    staleTime: 0,
    refetchInterval: POLL_MS,
  })

export const useCalls = (kind: CallKind | null, offset: number) =>
  useQuery<{ calls: ListedCall[]; count: number }, CrmError>({
    queryKey: [...deskKey, "list", kind, offset],
    queryFn: ({ signal }) =>
      request("/call-center/calls", {
        query: { kind, limit: CALLS_PER_PAGE, offset },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: POLL_MS,
  })

/** What is done with a call changes the desk, the lists and the card. */
const useCallMutation = <Input, Output>(call: (input: Input) => Promise<Output>) => {
  const client = useQueryClient()
  return useMutation<Output, CrmError, Input>({
    mutationFn: call,
    onSettled: () => client.invalidateQueries({ queryKey: orderKeys.all }),
  })
}

export const useTakeNextCall = () =>
  useCallMutation(() => post<NextCallAnswer>("/call-center/next", {}))

export const usePutCallBack = () =>
  useCallMutation((id: string) =>
    post<object>(`/orders/${encodeURIComponent(id)}/calls/put-back`, {})
  )

export type RecordCallInput = {
  id: string
  kind: CallKind
  result: CallResult
  next_call_at?: string
  status?: CallCenterStatus
  note?: string
}

export const useRecordCall = () =>
  useCallMutation(({ id, ...body }: RecordCallInput) =>
    post<object>(`/orders/${encodeURIComponent(id)}/calls`, body)
  )

export type RefillResultInput = {
  id: string
  state: "called" | "cancelled" | "moved"
  due_at?: string
  note?: string
}

export const useRefillResult = () =>
  useCallMutation(({ id, ...body }: RefillResultInput) =>
    post<object>(`/orders/${encodeURIComponent(id)}/refill`, body)
  )

/** Writes to the customer how to pay, where an administrator has allowed it. */
export const useSendPaymentLink = () =>
  useCallMutation((id: string) =>
    post<object>(`/orders/${encodeURIComponent(id)}/messages/payment-link`, {})
  )
