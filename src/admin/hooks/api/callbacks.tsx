import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type {
  Callback,
  CallbackContent,
  CallbackState,
  UnverifiedCallback,
} from "../../types/payments"
import { orderKeys } from "./orders"

const callbacksQueryKey = ["crm-callbacks"] as const
export const CALLBACKS_PER_PAGE = 20
const POLL_MS = 5_000

export type CallbackQuery = { state: CallbackState | ""; processor: string; offset: number }

export const useCallbacks = ({ state, processor, offset }: CallbackQuery) =>
  useQuery<{ callbacks: Callback[]; count: number }, CrmError>({
    queryKey: [...callbacksQueryKey, "list", state, processor, offset],
    queryFn: ({ signal }) =>
      request("/callbacks", {
        query: { state, processor, offset, limit: CALLBACKS_PER_PAGE },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  })

export const useUnverifiedCallbacks = (offset: number) =>
  useQuery<{ callbacks: UnverifiedCallback[]; count: number }, CrmError>({
    queryKey: [...callbacksQueryKey, "unverified", offset],
    queryFn: ({ signal }) =>
      request("/callbacks/unverified", { query: { offset, limit: CALLBACKS_PER_PAGE }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  })

export const useCallbackContent = (id: string) =>
  useQuery<{ callback: Callback & CallbackContent }, CrmError>({
    queryKey: [...callbacksQueryKey, "one", id],
    queryFn: ({ signal }) => request(`/callbacks/${encodeURIComponent(id)}`, { signal }),
  })

/** Applies a callback once more; what it has led to before is not done twice. */
export const useReplayCallback = () => {
  const client = useQueryClient()
  return useMutation<object, CrmError, { id: string }>({
    mutationFn: ({ id }) =>
      request(`/callbacks/${encodeURIComponent(id)}/replay`, { method: "POST", body: {} }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: callbacksQueryKey })
      return client.invalidateQueries({ queryKey: orderKeys.cards() })
    },
  })
}
