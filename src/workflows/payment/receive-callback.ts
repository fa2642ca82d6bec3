import { createHash } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueue, oneOfQueues } from "../../lib/enqueue"
import { hideSecrets } from "../../lib/hide-secrets"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import {
  SECRET_HEADERS,
  UNVERIFIED_BODY_CHARACTERS,
  UNVERIFIED_PER_HOUR,
  UNVERIFIED_TELL_AT,
} from "../../modules/payment_cascade/callback-rules"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import type {
  AccountAccess,
  CallbackReading,
  Processor,
  RawCallback,
} from "../../providers/payment/processor"
import { processorOf } from "../../providers/payment/registry"
import { APPLY_CALLBACK_TASK } from "./apply-callback"
import { callbackAccounts } from "./callback-accounts"

export type ReceiveCallbackInput = RawCallback & {
  processor: string
  /** Of the sender; kept with what cannot be verified. */
  address: string | null
}

/** Of many that come at once so many are applied at a time: processors wait for the next answer. */
const APPLIED_AT_ONCE = 12

const UNREADABLE = "It is signed, but it is no event of this processor that we can read."

/** PostgreSQL's text cannot hold NUL; a card number is for the vault alone, a CVV for nobody. */
const keepableText = (body: Buffer): string =>
  hideSecrets(body.toString("utf8").replaceAll("\u0000", ""))

const keepableHeaders = (headers: RawCallback["headers"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !SECRET_HEADERS.includes(name.toLowerCase()))
      .map(([name, value]) => [name, hideSecrets(value.replaceAll("\u0000", ""))])
  )

/** The account whose secret the callback is signed with, or undefined. */
const findSigner = async (
  processor: Processor,
  accounts: readonly AccountAccess[],
  callback: RawCallback
): Promise<AccountAccess | undefined> => {
  for (const account of accounts) {
    if (await processor.verifyCallback(account, callback)) {
      return account
    }
  }
  return undefined
}

const readOrNull = (processor: Processor, body: Buffer): CallbackReading | null => {
  try {
    return processor.readCallback(body)
  } catch {
    return null
  }
}

const keepUnverified = (
  container: MedusaContainer,
  { processor, headers, body, address }: ReceiveCallbackInput
): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const payments: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
    const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
    const count = await payments.callbacks.keepUnverified(
      transaction,
      {
        processor,
        headers: keepableHeaders(headers),
        body: keepableText(body).slice(0, UNVERIFIED_BODY_CHARACTERS),
        reason: "No account of ours has the secret that this was signed with.",
        address,
      },
      UNVERIFIED_PER_HOUR
    )
    if (count !== null && UNVERIFIED_TELL_AT.includes(count)) {
      await attention.raise(transaction, {
        kind: "callbacks_unverified",
        subject: { type: "processor_account", id: processor },
        data: { processor, count },
      })
    }
  })

/**
 * Keeps a processor's callback, if it is signed with the secret of one of our accounts, together with
 * the job that applies it. Nothing is believed here but the signature; the same event again changes
 * nothing.
 *
 * @throws Problem 404 when there is no such processor; 401 `not_verified`, kept apart up to a quota;
 * 400 `malformed` when it is signed and yet cannot be read, kept for a person
 */
export const receiveCallback = async (
  container: MedusaContainer,
  input: ReceiveCallbackInput
): Promise<{ id: string; is_new: boolean }> => {
  const processor = processorOf(input.processor)
  if (input.body.length === 0) {
    throw new Problem(400, "malformed", "The body is empty.")
  }
  const callback = { headers: input.headers, body: input.body }
  const signer = await findSigner(
    processor,
    await callbackAccounts(container, processor.name),
    callback
  )
  if (!signer) {
    await keepUnverified(container, { ...input, processor: processor.name })
    throw new Problem(401, "not_verified", "The signature is not one of ours.")
  }
  const reading = readOrNull(processor, input.body)
  const kept = await unitOfWork(container, async (transaction) => {
    const payments: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
    const received = await payments.callbacks.receive(transaction, {
      processor: processor.name,
      account_id: signer.id,
      event_id: reading?.event_id ?? createHash("sha256").update(input.body).digest("hex"),
      event_type: reading?.type ?? "unreadable",
      headers: keepableHeaders(input.headers),
      body: keepableText(input.body),
    })
    if (received.is_new) {
      await enqueue(
        transaction,
        APPLY_CALLBACK_TASK,
        { callback_id: received.id },
        { queue: oneOfQueues("callbacks", APPLIED_AT_ONCE, received.id) }
      )
    }
    return received
  })
  if (!reading) {
    throw new Problem(400, "malformed", UNREADABLE)
  }
  return kept
}
