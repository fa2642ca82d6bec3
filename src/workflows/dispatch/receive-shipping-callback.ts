import { createHash } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueue, oneOfQueues } from "../../lib/enqueue"
import { hideSecrets } from "../../lib/hide-secrets"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import {
  SECRET_HEADERS,
  UNVERIFIED_BODY_CHARACTERS,
  UNVERIFIED_PER_HOUR,
  UNVERIFIED_TELL_AT,
} from "../../modules/payment_cascade/callback-rules"
import { APPLY_SHIPPING_CALLBACK_TASK } from "./apply-shipping-callback"
import { openSupplier } from "./open-supplier"
import { trackingAccess, trackingServiceOf } from "./tracking-access"

export type ShippingCallbackInput = {
  /** A tracking service, or the id of a supplier. */
  provider: string
  headers: Readonly<Record<string, string>>
  body: Buffer
  /** Of the sender. */
  address: string | null
}

/** Of many that come at once so many are applied at a time: senders wait for the next answer. */
const APPLIED_AT_ONCE = 4

/** Senders' own ids of events may be anything; longer ones are kept by their digest. */
const LONGEST_EVENT_ID = 200

/** What a callback is once its signature is believed. */
type Believed = { event_id: string; event_type: string } | "unreadable"

/**
 * PostgreSQL's text cannot hold NUL. Nothing is hidden in it: a tracking number can look like a card's, and
 * a supplier's signature is over all of it.
 */
const keepableText = (body: Buffer): string => body.toString("utf8").replaceAll("\u0000", "")

const keepableHeaders = (headers: ShippingCallbackInput["headers"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !SECRET_HEADERS.includes(name.toLowerCase()))
      .map(([name, value]) => [name, hideSecrets(value.replaceAll("\u0000", ""))])
  )

/**
 * Who has signed it and what it is; null when the signature is not one of ours.
 *
 * @throws Problem 404 when there is neither such a service nor such a supplier
 */
const believe = async (
  container: MedusaContainer,
  { provider, headers, body }: ShippingCallbackInput
): Promise<Believed | null> => {
  const service = trackingServiceOf(provider)
  if (service) {
    if (!service.verifyCallback(trackingAccess(), { headers, body })) {
      return null
    }
    return service.readCallback(body) ?? "unreadable"
  }
  const { access, supplier } = await openSupplier(container, provider)
  const reading = supplier.readCallback?.(access, { headers, body }) ?? null
  return reading && { event_id: reading.event_id, event_type: "parcels" }
}

const keepUnverified = (
  container: MedusaContainer,
  { provider, headers, body, address }: ShippingCallbackInput
): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const { callbacks }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
    const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
    const count = await callbacks.keepUnverified(
      transaction,
      {
        provider,
        supplier_id: trackingServiceOf(provider) ? null : provider,
        headers: keepableHeaders(headers),
        body: keepableText(body).slice(0, UNVERIFIED_BODY_CHARACTERS),
        address,
      },
      UNVERIFIED_PER_HOUR
    )
    if (count !== null && UNVERIFIED_TELL_AT.includes(count)) {
      await attention.raise(transaction, {
        kind: "callbacks_unverified",
        subject: { type: "shipping_callback", id: provider },
        data: { processor: provider, provider, count },
      })
    }
  })

/**
 * Keeps a callback about parcels, if it is signed with a secret of ours, together with the job that
 * applies it. Nothing is believed here but the signature; the same event again changes nothing.
 *
 * @throws Problem 404 when there is no such service or supplier; 401 `not_verified`, kept apart up to a
 * quota; 400 `malformed` when it is signed and yet cannot be read, kept for a person
 */
export const receiveShippingCallback = async (
  container: MedusaContainer,
  input: ShippingCallbackInput
): Promise<{ id: string; is_new: boolean }> => {
  const { provider, headers, body, address } = input
  if (body.length === 0) {
    throw new Problem(400, "malformed", "The body is empty.")
  }
  const believed = await believe(container, input)
  if (!believed) {
    await keepUnverified(container, input)
    throw new Problem(401, "not_verified", "The signature is not one of ours.")
  }
  const digest = createHash("sha256").update(body).digest("hex")
  const isReadable = believed !== "unreadable"
  const eventId = isReadable ? believed.event_id.replaceAll("\u0000", "") : digest
  const kept = await unitOfWork(container, async (transaction) => {
    const { callbacks }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
    const received = await callbacks.receive(transaction, {
      provider,
      supplier_id: trackingServiceOf(provider) ? null : provider,
      event_id:
        eventId.length > LONGEST_EVENT_ID
          ? createHash("sha256").update(eventId).digest("hex")
          : eventId,
      event_type: isReadable ? believed.event_type.slice(0, 100) : "unreadable",
      headers: keepableHeaders(headers),
      body: keepableText(body),
      address,
    })
    if (received.is_new) {
      await enqueue(
        transaction,
        APPLY_SHIPPING_CALLBACK_TASK,
        { callback_id: received.id },
        {
          key: `shipping-callback:${received.id}`,
          queue: oneOfQueues("shipping-callbacks", APPLIED_AT_ONCE, received.id),
        }
      )
    }
    return received
  })
  if (!isReadable) {
    const words = "It is signed, but it is no message that we can read."
    throw new Problem(400, "malformed", words)
  }
  return kept
}
