import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type { AttentionKind } from "../../modules/attention/kinds"
import type AttentionModuleService from "../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor, OrderEventKind } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { MAIL_MODULE } from "../../modules/mail"
import { isLongTrouble, nextTryAt } from "../../modules/mail/mail-times"
import type { TemplateFault } from "../../modules/mail/render/template-fault"
import type { ClaimedMessage, NewTry, Settlement } from "../../modules/mail/sending-queue"
import type MailModuleService from "../../modules/mail/service"
import type { MailAccount, MessageRow } from "../../modules/mail/types"
import type { TryOutcome } from "../../providers/notification/smtp/letter"
import { raiseOnOrder } from "../attention/order-attention"
import type { NotSent } from "./sending-rules"
import { settleMailAttention } from "./settle-mail-attention"

const SYSTEM: EventActor = { type: "system", id: null }

/** What the stream and the list of what needs a person hear of a settlement. */
type Told = {
  event?: { kind: OrderEventKind; data?: Record<string, unknown> }
  entry?: { kind: AttentionKind; data: Record<string, unknown> }
}

type Recorded = { settlement: Settlement; told: Told; attempt: NewTry | null }

/**
 * Writes down in one transaction what became of a message: the row, the try, the order's stream and what
 * a person has to know. The order's lock comes first.
 *
 * @param isStillOurs whether the message as it is now may be settled so; false leaves it as it is
 */
const record = (
  container: MedusaContainer,
  message: ClaimedMessage,
  { settlement, told, attempt }: Recorded,
  isStillOurs: (now: MessageRow) => boolean,
  alongside?: (transaction: Transaction) => Promise<void>
): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const mail: MailModuleService = container.resolve(MAIL_MODULE)
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const { crm_order_id } = message
    const order = crm_order_id ? await orders.lockState(transaction, crm_order_id) : null
    const now = await mail.sending.lock(transaction, message.id)
    if (!now || !isStillOurs(now)) {
      // The conversation has been, whoever decides about the message by now.
      if (now && attempt) {
        await mail.sending.addTry(transaction, attempt)
      }
      return
    }
    await mail.sending.settle(transaction, message.id, settlement, attempt)
    if (order) {
      const about = { crm_order_id: order.id, actor: SYSTEM, cause: message.id }
      if (told.event) {
        const { kind, data } = told.event
        await orders.appendEvents(transaction, [
          { ...about, kind, data: { message_id: message.id, letter: message.kind, ...data } },
        ])
      }
      if (told.entry) {
        await raiseOnOrder(container, transaction, about, [told.entry])
      }
      if (settlement.state === "sent" && order.open_attention > 0) {
        for (const state of ["failed", "broken"] as const) {
          const settled = { id: message.id, crm_order_id: order.id, state }
          await settleMailAttention(container, transaction, settled, about)
        }
      }
    }
    await alongside?.(transaction)
  })

/** Nobody else has taken the message since: the lease may have run out while the server thought. */
const isClaimed =
  (message: ClaimedMessage) =>
  (now: MessageRow): boolean =>
    now.state === "sending" && now.tries === message.tries

const entryAbout = (
  { id, kind, language }: ClaimedMessage,
  words: string
): Record<string, unknown> => ({ message_id: id, letter: kind, language, words })

const plan = (
  message: ClaimedMessage,
  outcome: TryOutcome,
  account: MailAccount | null
): Pick<Recorded, "settlement" | "told"> => {
  const { answer, code, enhanced_code, fault } = outcome
  const now = new Date()
  const data = { account: account?.name ?? message.account_id, code, enhanced_code }
  if (outcome.outcome === "sent") {
    return {
      settlement: { state: "sent", reason: null, answer, sent_at: now },
      told: { event: { kind: "mail.sent", data } },
    }
  }
  if (fault === "account") {
    const due_at = account?.resting_until ?? now
    return {
      settlement: { state: "deferred", reason: null, answer, due_at, uncounted: true },
      told: {},
    }
  }
  const due_at = outcome.outcome === "failed" ? null : nextTryAt(message.tries, now)
  if (due_at) {
    return {
      settlement: { state: "deferred", reason: null, answer, due_at },
      told: { event: { kind: "mail.deferred", data: { ...data, until: due_at.toISOString() } } },
    }
  }
  const reason = outcome.outcome === "failed" ? "refused" : "gave_up"
  return {
    settlement: { state: "failed", reason, answer },
    told: {
      event: { kind: "mail.failed", data: { ...data, reason } },
      entry: { kind: "mail_failed", data: entryAbout(message, answer) },
    },
  }
}

/** The account rests; after a while a person is told that it cannot be used. */
const restAccount = (
  container: MedusaContainer,
  accountId: string,
  trouble: string
): Promise<MailAccount> =>
  unitOfWork(container, async (transaction) => {
    const { accounts }: MailModuleService = container.resolve(MAIL_MODULE)
    const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
    const account = await accounts.rest(transaction, accountId, trouble)
    if (isLongTrouble(account.trouble_since, new Date())) {
      await attention.raise(transaction, {
        kind: "mail_account_down",
        subject: { type: "mail_account", id: accountId },
        data: {
          account: account.name,
          words: trouble,
          waiting: await accounts.countWaiting(transaction, accountId),
        },
      })
    }
    return account
  })

/** The account has taken a letter again: what was told about it is settled. */
export const recoverAccount = (container: MedusaContainer, accountId: string): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const { accounts }: MailModuleService = container.resolve(MAIL_MODULE)
    const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
    if (await accounts.recover(transaction, accountId)) {
      const subject = { type: "mail_account" as const, id: accountId }
      await attention.resolveFor(transaction, subject, null, "mail_account_down")
    }
  })

/**
 * Writes down what a mail server has said (or not said) about a message, at once and together with
 * everything that follows from it.
 *
 * @param at when the conversation began, and how long it took
 */
export const recordTry = async (
  container: MedusaContainer,
  message: ClaimedMessage,
  to: string,
  outcome: TryOutcome,
  at: { began: Date; duration_ms: number }
): Promise<void> => {
  const { accounts, suppressions }: MailModuleService = container.resolve(MAIL_MODULE)
  const account =
    outcome.fault === "account"
      ? await restAccount(container, message.account_id, outcome.answer)
      : ((await accounts.list()).find(({ id }) => id === message.account_id) ?? null)
  const attempt: NewTry = {
    message_id: message.id,
    at: at.began,
    account_id: message.account_id,
    outcome: outcome.outcome,
    code: outcome.code,
    enhanced_code: outcome.enhanced_code,
    answer: outcome.answer,
    duration_ms: at.duration_ms,
  }
  const isOurs = isClaimed(message)
  await record(
    container,
    message,
    { ...plan(message, outcome, account), attempt },
    // A server's yes counts whoever holds the message by now: it has gone out.
    (now) => isOurs(now) || (outcome.outcome === "sent" && now.state !== "sent"),
    async (transaction) => {
      if (outcome.mailbox_gone) {
        await suppressions.add(transaction, {
          address: to,
          reason: "bounced",
          message_id: message.id,
          note: outcome.answer,
          created_by: null,
        })
      }
    }
  )
  if (outcome.outcome === "sent" && message.in_trouble) {
    await recoverAccount(container, message.account_id)
  }
}

/** Writes down that a message is not sent after all, and why. No server was asked. */
export const recordNotSent = (
  container: MedusaContainer,
  message: ClaimedMessage,
  { state, reason }: NotSent
): Promise<void> =>
  record(
    container,
    message,
    {
      settlement: { state, reason, answer: null, uncounted: true },
      told:
        state === "failed"
          ? {
              event: { kind: "mail.failed", data: { reason } },
              entry: {
                kind: "mail_failed",
                data: entryAbout(message, "There is no address that a letter can be sent to."),
              },
            }
          : { event: { kind: "mail.skipped", data: { reason } } },
      attempt: null,
    },
    isClaimed(message)
  )

/** Writes down that a letter cannot be written: it waits until somebody has mended its wording. */
export const recordBroken = (
  container: MedusaContainer,
  message: ClaimedMessage,
  faults: readonly TemplateFault[]
): Promise<void> => {
  const [fault] = faults
  const { part, line, column } = fault
  const words = `${part}, line ${line}: ${fault.message.replace(/\.$/, "")}`
  return record(
    container,
    message,
    {
      settlement: { state: "broken", reason: "template_broken", answer: words, uncounted: true },
      told: {
        event: { kind: "mail.broken", data: { language: message.language, part, line, column } },
        entry: {
          kind: "mail_broken",
          data: { ...entryAbout(message, words), shop_id: message.shop_id, part, line },
        },
      },
      attempt: null,
    },
    isClaimed(message)
  )
}

/** A message that could not be prepared for a reason of ours is tried again a little later. */
export const recordOwnFault = (
  container: MedusaContainer,
  message: ClaimedMessage,
  words: string
): Promise<void> =>
  record(
    container,
    message,
    {
      settlement: {
        state: "deferred",
        reason: null,
        answer: words,
        due_at: nextTryAt(Math.min(message.tries, 5), new Date()) ?? new Date(),
      },
      told: {},
      attempt: null,
    },
    isClaimed(message)
  )
