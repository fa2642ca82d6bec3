import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor, OrderEventKind } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { MAIL_MODULE } from "../../modules/mail"
import type MailModuleService from "../../modules/mail/service"
import type { SuppressionReason } from "../../modules/mail/suppressions"
import type { MessageRow } from "../../modules/mail/types"
import { scrubAnswer } from "../../providers/notification/smtp/transformers"
import { raiseOnOrder } from "../attention/order-attention"

/** What somebody has heard of a letter after the first server had taken it. */
export type MailReport = {
  type: "bounced" | "complained" | "deferred"
  /** The Message-ID header; without it the last letter to the address is meant. */
  message_id: string | null
  address: string | null
  /** Of a bounce: `hard` for good, `soft` this time. */
  kind: "hard" | "soft"
  /** The words of whoever refused it. */
  detail: string | null
}

type Told = Extract<OrderEventKind, "mail.bounced" | "mail.complained" | "mail.deferred">

/** What a report does. The same report again does nothing. */
const MEANINGS = {
  bounced: { event: "mail.bounced", stops: "bounced" },
  complained: { event: "mail.complained", stops: "complained" },
  deferred: { event: "mail.deferred", stops: null },
} as const satisfies Record<
  MailReport["type"],
  { event: Told; stops: Exclude<SuppressionReason, "by_hand"> | null }
>

const SYSTEM: EventActor = { type: "system", id: null }

/** The states that a report can still say something new about. */
const canBounce = ({ state }: MessageRow): boolean => state === "sent" || state === "sending"

const bareId = (messageId: string | null): string | null =>
  messageId?.trim().replace(/^<|>$/g, "") || null

/** Whether the message has heard this already. */
const isKnown = ({ state, data }: MessageRow, { type }: MailReport): boolean =>
  type === "bounced" ? state === "bounced" : data[`${type}_reported`] === true

const applyToMessage = async (
  container: MedusaContainer,
  transaction: Transaction,
  found: MessageRow,
  report: MailReport,
  words: string
): Promise<boolean> => {
  const { sending }: MailModuleService = container.resolve(MAIL_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { crm_order_id } = found
  if (crm_order_id) {
    await orders.lockState(transaction, crm_order_id)
  }
  const message = await sending.lock(transaction, found.id)
  if (!message || isKnown(message, report)) {
    return false
  }
  if (report.type === "bounced" && !canBounce(message)) {
    return false
  }
  await sending.noteReport(transaction, message.id, report.type, words)
  if (crm_order_id) {
    const about = { crm_order_id, actor: SYSTEM, cause: message.id }
    const data = {
      message_id: message.id,
      letter: message.kind,
      by: "callback",
      ...(report.type === "bounced" ? { kind: report.kind } : {}),
    }
    await orders.appendEvents(transaction, [{ ...about, kind: MEANINGS[report.type].event, data }])
    if (report.type === "bounced") {
      const entry = {
        message_id: message.id,
        letter: message.kind,
        language: message.language,
        words,
      }
      await raiseOnOrder(container, transaction, about, [{ kind: "mail_bounced", data: entry }])
    }
  }
  return true
}

/**
 * Writes down what became of a letter on its further way. Who has bounced for good or complained gets
 * nothing any more.
 *
 * @returns whether that was news
 */
const reportOne = async (container: MedusaContainer, report: MailReport): Promise<boolean> => {
  const { sending, suppressions }: MailModuleService = container.resolve(MAIL_MODULE)
  const address = report.address?.trim().toLowerCase() || null
  const found = await sending.findReported(bareId(report.message_id), address)
  const words = scrubAnswer(report.detail ?? "") || `reported as ${report.type}`
  const written = found && (await sending.readContents([found.id])).get(found.id)?.to_address
  const stopped = written ?? address
  return unitOfWork(container, async (transaction) => {
    const isNews = found
      ? await applyToMessage(container, transaction, found, report, words)
      : false
    const { stops } = MEANINGS[report.type]
    const isPassing = report.type === "bounced" && report.kind === "soft"
    if (!stops || !stopped || isPassing) {
      return isNews
    }
    const isNew = await suppressions.add(transaction, {
      address: stopped,
      reason: stops,
      message_id: found?.id ?? null,
      note: words,
      created_by: null,
    })
    return isNews || isNew
  })
}

/**
 * Writes down several reports, each in a transaction of its own: one that cannot be told keeps none back.
 *
 * @returns how many were news
 */
export const reportBounces = async (
  container: MedusaContainer,
  reports: readonly MailReport[]
): Promise<number> => {
  let news = 0
  for (const report of reports) {
    news += (await reportOne(container, report)) ? 1 : 0
  }
  return news
}
