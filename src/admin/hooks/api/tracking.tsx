import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type { FileInput } from "../../lib/read-file"
import type {
  Carrier,
  Recognition,
  ShippingCallback,
  TrackingImportJob,
  TrackingImportPreview,
  TrackingNumber,
} from "../../types/dispatch"
import { orderKeys, post, useOrderMutation } from "./orders"

const JOB_POLL_MS = 700
const POLL_MS = 5_000
export const SHIPPING_CALLBACKS_PER_PAGE = 20

const trackingKeys = {
  carriers: ["crm-carriers"] as const,
  recognised: (number: string) => ["crm-carriers", "recognised", number] as const,
  import: (id: string) => ["crm-tracking-import", id] as const,
  callbacks: ["crm-shipping-callbacks"] as const,
}

export const useCarriers = () =>
  useQuery<{ carriers: Carrier[] }, CrmError, Carrier[]>({
    queryKey: trackingKeys.carriers,
    queryFn: ({ signal }) => request("/carriers", { signal }),
    select: ({ carriers }) => carriers,
    staleTime: Infinity,
  })

/** Whose number this is, while it is typed. */
export const useRecognise = (number: string) =>
  useQuery<Recognition, CrmError>({
    queryKey: trackingKeys.recognised(number),
    queryFn: ({ signal }) =>
      request("/carriers/recognise", { method: "POST", body: { number }, signal }),
    enabled: number.length >= 4,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  })

export type AddTrackingInput = {
  id: string
  number: string
  carrier?: string
  shipment_id?: string
  /** A person insists on a number that looks wrong. */
  override?: boolean
  /** The customer is told at once. */
  send?: boolean
}

const numberPath = (orderId: string, rest = "") =>
  `/orders/${encodeURIComponent(orderId)}/tracking-numbers${rest}`

export const useAddTracking = () =>
  useOrderMutation(({ id, ...body }: AddTrackingInput) =>
    post<{ tracking: TrackingNumber }>(numberPath(id), body)
  )

export const useSendTracking = () =>
  useOrderMutation(({ orderId, trackingId }: { orderId: string; trackingId: string }) =>
    post<object>(numberPath(orderId, `/${encodeURIComponent(trackingId)}/send`), {})
  )

export type RemoveTrackingInput = { orderId: string; trackingId: string; reason: string }

export const useRemoveTracking = () =>
  useOrderMutation(({ orderId, trackingId, reason }: RemoveTrackingInput) =>
    post<object>(numberPath(orderId, `/${encodeURIComponent(trackingId)}/remove`), { reason })
  )

/** Pasted rows, or a file of them. */
export type TrackingRows = { text: string } | FileInput

export const usePreviewTrackingImport = () =>
  useMutation<TrackingImportPreview, CrmError, TrackingRows>({
    mutationFn: (rows) => post("/tracking-imports", { ...rows, preview: true }),
  })

export const useStartTrackingImport = () =>
  useMutation<{ job_id: string }, CrmError, TrackingRows & { override: boolean }>({
    mutationFn: (rows) => post("/tracking-imports", rows),
  })

export const useTrackingImport = (id: string | null) => {
  const client = useQueryClient()
  return useQuery<TrackingImportJob, CrmError>({
    queryKey: trackingKeys.import(id ?? ""),
    queryFn: async ({ signal }) => {
      const { import: job } = await request<{ import: TrackingImportJob }>(
        `/tracking-imports/${id}`,
        { signal }
      )
      if (job.state === "done") {
        void client.invalidateQueries({ queryKey: orderKeys.lists() })
      }
      return job
    },
    enabled: id !== null,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === "done" ? false : JOB_POLL_MS),
  })
}

export type ShippingCallbackQuery = {
  state: ShippingCallback["state"] | ""
  verified: boolean
  offset: number
}

export const useShippingCallbacks = ({ state, verified, offset }: ShippingCallbackQuery) =>
  useQuery<{ callbacks: ShippingCallback[]; count: number }, CrmError>({
    queryKey: [...trackingKeys.callbacks, "list", state, verified, offset],
    queryFn: ({ signal }) =>
      request("/shipping-callbacks", {
        query: { state, verified, offset, limit: SHIPPING_CALLBACKS_PER_PAGE },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  })

export const useShippingCallbackContent = (id: string) =>
  useQuery<
    { callback: ShippingCallback & { headers: Record<string, string>; body: string } },
    CrmError
  >({
    queryKey: [...trackingKeys.callbacks, "one", id],
    queryFn: ({ signal }) => request(`/shipping-callbacks/${encodeURIComponent(id)}`, { signal }),
  })

/** Applies a message once more; what it has led to before is not done twice. */
export const useReplayShippingCallback = () => {
  const client = useQueryClient()
  return useMutation<object, CrmError, { id: string }>({
    mutationFn: ({ id }) => post(`/shipping-callbacks/${encodeURIComponent(id)}/replay`, {}),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: trackingKeys.callbacks })
      return client.invalidateQueries({ queryKey: orderKeys.cards() })
    },
  })
}
