import type { MedusaContainer } from "@medusajs/framework/types"
import { formatAmount } from "../../lib/money"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import {
  manualWays,
  refuseCharge,
  type ManualWay,
} from "../../modules/payment_cascade/payment-actions"
import { keptOf, paymentSumsOf } from "../../modules/payment_cascade/payment-sums"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import { OPEN_STATES, type AttemptRow } from "../../modules/payment_cascade/types"
import { refuseBlocked } from "../customer/find-block"
import { queueLetterOfLink } from "../mail/letter-of-link"
import { checkAttempt } from "./check-attempt"
import { closePayment } from "./close-payment"
import { watchPayment } from "./payment-notices"
import { readPaymentSituation } from "./queries/read-payment-situation"
import { startCharge, type ChargeToStart } from "./start-charge"

export type ChargeByHandInput = {
  order_id: string
  way: ManualWay
  /** The only account to ask; by the routing rules when null. */
  account_id: string | null
  /** Whether links that the customer could still pay may be closed first. */
  close_open_links: boolean
  /** Of a link: whether the customer gets it by mail. */
  send?: boolean
  actor: EventActor
  cause: string | null
}

/** How each way is charged. */
const CHARGES: Record<ManualWay, Pick<ChargeToStart, "way" | "initiation">> = {
  stored: { way: "direct", initiation: "stored" },
  mail_or_telephone: { way: "direct", initiation: "mail_or_telephone" },
  echeck: { way: "direct", initiation: "customer" },
  link: { way: "link" },
}

const CLOSED_WAYS: Record<ManualWay, string> = {
  stored: "There is no stored card that was charged with success before and can be charged again.",
  mail_or_telephone: "There is no stored card that can be charged by mail or telephone order.",
  echeck: "There is no stored bank account, or no account that takes eChecks.",
  link: "No account has payment links.",
}

/** Longest that a person waits for the processor to make a link. */
const LINK_WAIT_MS = 20_000

/**
 * Asks about every payment of the order whose outcome is open before another one is made: an answer
 * that never came may have been an approval (two charges for one order otherwise).
 */
const askAboutOpen = async (
  container: MedusaContainer,
  { order_id, actor, cause }: ChargeByHandInput
): Promise<AttemptRow[]> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const open = (await attempts.listForOrder(order_id)).filter(({ state }) =>
    OPEN_STATES.includes(state)
  )
  for (const { id } of open) {
    await checkAttempt(container, id, { by: "staff", actor, cause })
  }
  return (await attempts.listForOrder(order_id)).filter(({ state }) => OPEN_STATES.includes(state))
}

const namesOf = (open: readonly AttemptRow[]) => ({
  extra: { attempts: open.map(({ id, way, state }) => ({ id, way, state })) },
})

/** Closes what the customer could still pay, or says that it has to be closed. */
const settleOpen = async (container: MedusaContainer, input: ChargeByHandInput): Promise<void> => {
  const open = await askAboutOpen(container, input)
  const unanswered = open.filter(({ state }) => state !== "pending")
  if (unanswered.length > 0) {
    throw new Problem(
      409,
      "in_flight",
      "Nobody knows yet what has become of the last payment: the processor was asked and has not said.",
      namesOf(unanswered)
    )
  }
  const waiting = open.filter(({ kind }) => kind === "charge")
  if (waiting.length > 0 && !input.close_open_links) {
    throw new Problem(
      409,
      "open_payment",
      "The customer can still pay in another way: that payment is closed first, if you confirm it.",
      namesOf(waiting)
    )
  }
  const { order_id, actor, cause } = input
  for (const attempt of waiting) {
    await closePayment(container, { order_id, attempt_id: attempt.id, actor, cause })
  }
}

const begin = (
  container: MedusaContainer,
  { order_id, way, account_id, send, actor, cause }: ChargeByHandInput
): Promise<AttemptRow | null> =>
  unitOfWork(container, async (transaction) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const order = await orders.lockState(transaction, order_id)
    const situation = await readPaymentSituation(container, order, transaction)
    const refusal = refuseCharge(situation)
    if (refusal) {
      throw new Problem(409, refusal.code, refusal.sentence)
    }
    if (!manualWays(situation).includes(way)) {
      throw new Problem(409, "way_closed", CLOSED_WAYS[way])
    }
    const sums = paymentSumsOf(order, situation.facts, situation.attempts)
    const attempt = await startCharge(container, transaction, {
      order_id,
      ...CHARGES[way],
      account_id: account_id ?? undefined,
      amount: formatAmount(sums.total - keptOf(sums), order.currency),
      actor,
      cause,
    })
    if (attempt && way === "link" && send) {
      await queueLetterOfLink(container, transaction, order, attempt, actor)
    }
    return attempt
  })

/**
 * Charges an order by hand: what is still to be paid, after asking about every payment that is open.
 * The call to the processor is made by a job.
 *
 * @throws Problem 404; 409 `already_paid`, `in_flight`, `open_payment` (to be confirmed),
 * `cannot_close`, `way_closed`, `not_to_be_charged`, `customer_blocked`, `no_processor`
 */
export const chargeByHand = async (
  container: MedusaContainer,
  input: ChargeByHandInput
): Promise<AttemptRow> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  await orders.readState(input.order_id, "all")
  // Before anything that the customer could still pay is closed; asked again when the order is held.
  await refuseBlocked(container, input.order_id)
  await settleOpen(container, input)
  const attempt = await begin(container, input)
  if (!attempt) {
    throw new Problem(
      409,
      "no_processor",
      "No account can take this payment this way: the routing rules leave all of them out."
    )
  }
  return attempt
}

/**
 * Makes a page at a processor where the customer can pay, and waits for its address. With `send` its
 * letter is queued with it, and goes out when there is an address.
 *
 * @returns the attempt; its `redirect_url` is null when the processor has not answered in time
 * @throws Problem as `chargeByHand`
 */
export const createPaymentLink = async (
  container: MedusaContainer,
  input: Omit<ChargeByHandInput, "way">
): Promise<AttemptRow> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const until = Date.now() + LINK_WAIT_MS
  const watch = watchPayment(input.order_id)
  try {
    let attempt = await chargeByHand(container, { ...input, way: "link" })
    while (["created", "sending"].includes(attempt.state) && Date.now() < until) {
      await watch.next(until - Date.now())
      attempt = await attempts.read(attempt.id)
    }
    return attempt
  } finally {
    watch.end()
  }
}
