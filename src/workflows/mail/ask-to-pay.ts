import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { CrmOrderRow, OrderScope } from "../../modules/crm_order/types"
import { MAIL_MODULE } from "../../modules/mail"
import { messageIdOf } from "../../modules/mail/message-id"
import type MailModuleService from "../../modules/mail/service"
import { createPaymentLink } from "../payment/charge-by-hand"
import { redirectUrlOf } from "../payment/queries/read-payment-progress"
import { readAskingToPay } from "./queries/read-asking-to-pay"
import { queueLetters } from "./queue-letters"
import {
  REMINDED_JUST_NOW_MS,
  refuseAskingToPay,
  type AskingToPay,
  type PaymentLetter,
} from "./reminder-rules"

export type AskToPayInput = {
  order_id: string
  letter: PaymentLetter
  actor: EventActor
  scope: OrderScope
  /** The request behind it. */
  cause: string | null
}

/** How the causes of letters by hand begin; the automatic reminder is `reminder:<order>` itself. */
const BEGINNINGS: Record<PaymentLetter, (orderId: string) => string> = {
  payment_reminder: (orderId) => `reminder:${orderId}:`,
  payment_link: (orderId) => `link:${orderId}:`,
}

const read = async (
  container: MedusaContainer,
  order: CrmOrderRow,
  letter: PaymentLetter,
  transaction?: Transaction
): Promise<AskingToPay> => {
  const asking = (await readAskingToPay(container, order, [letter], transaction))[letter]
  const refusal = refuseAskingToPay(asking)
  if (refusal) {
    throw new Problem(409, refusal.code, refusal.sentence)
  }
  return asking
}

/** One click of the button is one letter. */
const refuseSecondClick = async (
  container: MedusaContainer,
  transaction: Transaction,
  orderId: string,
  letter: PaymentLetter
): Promise<void> => {
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  const same = (await messages.listForOrder(orderId, transaction)).filter(
    ({ kind, actor_type }) => kind === letter && actor_type === "staff"
  )
  const since = Date.now() - REMINDED_JUST_NOW_MS
  const isJustNow = same.some(
    ({ state, created_at }) =>
      ["queued", "sending", "deferred", "broken"].includes(state) ||
      (state === "sent" && created_at.getTime() > since)
  )
  if (isJustNow) {
    throw new Problem(
      409,
      "asked_just_now",
      "Such a letter is on its way, or has gone out within the last minute."
    )
  }
}

/**
 * Writes to the customer how to pay, because a person wants it (OC-31, OC-32): with the link that is
 * open, or with a new one when none is.
 *
 * @returns the message's id
 * @throws Problem 404; 409 `already_paid`, `not_to_be_charged`, `in_flight`, `payment_under_way`,
 * `no_links`, `switched_off`, `unsubscribed`, `archived`, `asked_just_now`, `no_link` when the processor
 * has made none, or what refuses to make one
 */
export const askToPay = async (
  container: MedusaContainer,
  { order_id, letter, actor, scope, cause }: AskToPayInput
): Promise<string> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  const { payment } = await read(container, await orders.readOrder(order_id, scope), letter)
  if (!redirectUrlOf(payment.attempts, new Date())) {
    const by = { order_id, actor, cause }
    const attempt = await createPaymentLink(container, {
      ...by,
      account_id: null,
      close_open_links: false,
      send: false,
    })
    if (!attempt.redirect_url) {
      throw new Problem(409, "no_link", "The processor has not made a payment link.")
    }
  }
  return unitOfWork(container, async (transaction) => {
    await orders.lockState(transaction, order_id)
    const order = await orders.readOrder(order_id, "all", transaction)
    await read(container, order, letter, transaction)
    await refuseSecondClick(container, transaction, order_id, letter)
    const beginning = BEGINNINGS[letter](order_id)
    const number = 1 + (await messages.countByCause(transaction, order_id, beginning))
    const message = {
      kind: letter,
      crm_order_id: order_id,
      shop_id: order.shop_id,
      cause: `${beginning}${number}`,
      language: order.language,
      actor,
    }
    await queueLetters(container, transaction, [message])
    return messageIdOf(message.cause, letter)
  })
}
