import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import { CARD_VAULT_MODULE } from "../../modules/card_vault"
import { CardUnreadable } from "../../modules/card_vault/card-unreadable"
import { SecretsUnreadable } from "../../modules/card_vault/secrets-unreadable"
import type CardVaultModuleService from "../../modules/card_vault/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import { keptOf, paymentSumsOf } from "../../modules/payment_cascade/payment-sums"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import { CHARGEABLE_STATUSES, type AttemptRow } from "../../modules/payment_cascade/types"
import type {
  Answer,
  ChargeRequest,
  Initiation,
  Instrument,
  LinkRequest,
  PaymentView,
} from "../../providers/payment/processor"
import { EMPTY_VIEW } from "../../providers/payment/views"
import { findBlock } from "../customer/find-block"
import { askProcessor } from "./ask-processor"
import { checkAttempt } from "./check-attempt"
import { openAccount, type OpenedAccount } from "./open-account"
import { readPayer, returnUrlOf } from "./payer"
import { recordPaymentView } from "./record-payment-view"

/** Why an attempt ends before anything is sent: codes of `COMMON_CODES`. */
type Withdrawal =
  "withdrawn" | "customer_blocked" | "cvv_expired" | "card_unreadable" | "account_unreadable"

type Request =
  | { way: "direct"; request: ChargeRequest }
  | { way: "link"; request: LinkRequest }
  | { way: "none"; code: Withdrawal }

/**
 * Sends a charge to its processor and records the answer. Run a second time, after a crash, it never
 * sends again what may have arrived: it asks.
 *
 * @throws Problem 404
 */
export const sendAttempt = async (
  container: MedusaContainer,
  attemptId: string
): Promise<AttemptRow> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const attempt = await attempts.read(attemptId)
  if (attempt.state === "sending") {
    return checkAttempt(container, attemptId, { by: "recovery", cause: attemptId })
  }
  if (attempt.state !== "created") {
    return attempt
  }
  const [opened, made] = await Promise.all([
    openAccountOrNull(container, attempt.account_id),
    makeRequest(container, attempt),
  ])
  if (opened === null) {
    return withdraw(container, attempt, "account_unreadable")
  }
  if (made.way === "none") {
    return withdraw(container, attempt, made.code)
  }
  const claimed = await claim(container, attempt)
  if (claimed !== "ours") {
    return claimed === "taken" ? attempts.read(attemptId) : withdraw(container, attempt, claimed)
  }
  const { view, exchanges } = await (made.way === "link"
    ? createLink(opened, made.request)
    : charge(container, attempt, opened, made.request))
  return recordPaymentView(container, {
    attempt_id: attemptId,
    view,
    exchanges,
    source: "answer",
    cause: attemptId,
  })
}

/** Null when the account's secrets cannot be opened: then somebody else is asked. */
const openAccountOrNull = async (
  container: MedusaContainer,
  accountId: string
): Promise<OpenedAccount | null> => {
  try {
    return await openAccount(container, accountId)
  } catch (error) {
    if (error instanceof SecretsUnreadable) {
      return null
    }
    throw error
  }
}

/** Ends an attempt of which nothing was sent. */
const withdraw = (
  container: MedusaContainer,
  attempt: AttemptRow,
  code: Withdrawal
): Promise<AttemptRow> =>
  recordPaymentView(container, {
    attempt_id: attempt.id,
    view: { ...EMPTY_VIEW, state: "declined", code },
    exchanges: [],
    source: "answer",
    cause: attempt.id,
  })

/**
 * Notes that the call is about to be made: from now on the attempt is only ever asked about.
 *
 * @returns whether the call is ours to make, is no longer wanted, or has been made by another process
 */
const claim = (
  container: MedusaContainer,
  { id, crm_order_id }: AttemptRow
): Promise<"ours" | "taken" | "withdrawn" | "customer_blocked"> =>
  unitOfWork(container, async (transaction) => {
    const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const order = await orders.lockState(transaction, crm_order_id)
    const { state } = await attempts.lock(transaction, id)
    if (state !== "created") {
      return "taken"
    }
    const sums = paymentSumsOf(order, await attempts.factsOf(transaction, crm_order_id), [])
    if (!CHARGEABLE_STATUSES.includes(order.status) || keptOf(sums) >= sums.total) {
      return "withdrawn"
    }
    // From here on nobody can be blocked until the claim is committed: a block that has been answered
    // is never followed by a charge that was sent later.
    await orders.blocks.holdStill(transaction)
    if ((await findBlock(container, crm_order_id, transaction)) !== null) {
      return "customer_blocked"
    }
    await attempts.update(transaction, id, { state: "sending", sent_at: new Date() })
    return "ours"
  })

const makeRequest = async (container: MedusaContainer, attempt: AttemptRow): Promise<Request> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const order = await orders.readOrder(attempt.crm_order_id, "all")
  const common = {
    reference: attempt.id,
    money: { amount: attempt.amount, currency: attempt.currency },
    order_id: order.id,
    return_url: returnUrlOf(order),
  }
  if (attempt.way === "link") {
    const payer = await readPayer(container, order)
    return {
      way: "link",
      request: { ...common, payer, pay_currency: order.details.pay_currency },
    }
  }
  const [payer, opened, initiation] = await Promise.all([
    readPayer(container, order),
    openInstrument(container, attempt),
    initiationOf(container, attempt),
  ])
  if ("refused" in opened) {
    return { way: "none", code: opened.refused }
  }
  const { instrument } = opened
  return {
    way: "direct",
    request: { ...common, prepared_payment_id: null, instrument, initiation, payer },
  }
}

const openInstrument = async (
  container: MedusaContainer,
  attempt: AttemptRow
): Promise<{ instrument: Instrument } | { refused: Withdrawal }> => {
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  try {
    const instrument =
      attempt.method === "echeck"
        ? await vault.openBankAccount(attempt.crm_order_id)
        : await vault.openCard(attempt.crm_order_id)
    if (!instrument) {
      return { refused: "card_unreadable" }
    }
    if (instrument.kind === "bank_account") {
      return { instrument }
    }
    // Planned with a CVV that has expired since: no charge is made silently without it.
    if (attempt.with_cvv && instrument.cvv === null) {
      return { refused: "cvv_expired" }
    }
    return { instrument: attempt.with_cvv ? instrument : { ...instrument, cvv: null } }
  } catch (error) {
    if (error instanceof CardUnreadable) {
      return { refused: "card_unreadable" }
    }
    throw error
  }
}

const initiationOf = async (
  container: MedusaContainer,
  { initiation, card_fingerprint, account_id }: AttemptRow
): Promise<Initiation> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  if (initiation !== "stored") {
    return { kind: initiation ?? "customer" }
  }
  const earlier = card_fingerprint
    ? await attempts.findApprovedByCard(card_fingerprint, account_id)
    : null
  return {
    kind: "stored",
    network_transaction_id: earlier?.network_transaction_id ?? null,
    earlier_payment_id: earlier?.account_id === account_id ? earlier.payment_id : null,
  }
}

const createLink = (
  { access, processor }: OpenedAccount,
  request: LinkRequest
): Promise<Answer<PaymentView>> =>
  askProcessor(async () =>
    processor.createPaymentLink
      ? processor.createPaymentLink(access, request)
      : {
          view: { ...EMPTY_VIEW, state: "declined", code: "not_reached" },
          exchanges: [],
        }
  )

const charge = async (
  container: MedusaContainer,
  attempt: AttemptRow,
  { access, processor }: OpenedAccount,
  request: ChargeRequest
): Promise<Answer<PaymentView>> => {
  const { prepare } = processor
  if (!prepare) {
    return askProcessor(() => processor.charge(access, request))
  }
  const prepared = await askProcessor(() => prepare(access, request))
  const { payment_id, state } = prepared.view
  if (state === "declined") {
    return prepared
  }
  if (payment_id === null) {
    // Announcing moves no money, so not knowing what became of it is as good as never asked.
    const { message } = prepared.view
    const view: PaymentView = { ...EMPTY_VIEW, state: "declined", code: "not_reached", message }
    return { view, exchanges: prepared.exchanges }
  }
  await keepPaymentId(container, attempt, payment_id, prepared)
  return askProcessor(() =>
    processor.charge(access, { ...request, prepared_payment_id: payment_id })
  )
}

/** Stored before the charge: after a crash there is something to ask for. */
const keepPaymentId = (
  container: MedusaContainer,
  { id, crm_order_id }: AttemptRow,
  payment_id: string,
  { exchanges }: Answer<PaymentView>
): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    await orders.lockOrder(transaction, crm_order_id)
    await attempts.update(transaction, id, { payment_id })
    await attempts.insertExchanges(transaction, id, exchanges)
  })
