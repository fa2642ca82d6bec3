import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { readEnvironment } from "../../lib/environment"
import { storedAmount } from "../../lib/money"
import { Problem } from "../../lib/problem"
import type { NoticeWatch } from "../../lib/notices"
import { unitOfWork } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import { CARD_VAULT_MODULE } from "../../modules/card_vault"
import type CardVaultModuleService from "../../modules/card_vault/service"
import type { SealedRows } from "../../modules/card_vault/service"
import { newOrderId } from "../../modules/crm_order/order-id"
import { EXCHANGE_RATE_MODULE } from "../../modules/exchange_rate"
import type ExchangeRateModuleService from "../../modules/exchange_rate/service"
import type { ExchangeRate } from "../../modules/exchange_rate/service"
import type { AuthenticatedShop } from "../../modules/shop/types"
import { watchPayment } from "../payment/payment-notices"
import { planNewOrder, type PlannedStep } from "../payment/queries/plan-new-order"
import { readPaymentProgress, type PaymentProgress } from "../payment/queries/read-payment-progress"
import { waitForPayment } from "../payment/wait-for-payment"
import type { PreparedOrder } from "./crm-order-rows"
import { IntakeQueue } from "./intake-queue"
import { readOrderRequest } from "./read-order-request"
import { requestFingerprint } from "./request-fingerprint"
import type { ShopOrder } from "./shop-order"
import { writeOrders, type IntakeOutcome } from "./write-orders"

export type OrderCall = {
  shop: AuthenticatedShop
  /** The parsed body, fields of a form already nested; `auth` included. */
  body: unknown
  idempotencyKey: string | null
  dryRun: boolean
  /** How long the answer may wait for the first payment, in seconds (`Prefer: wait`). */
  waitSeconds: number
  /** The id of the HTTP request, kept as the cause of the stream's first events. */
  requestId: string | null
}

/** The contract's good answers; refusals are Problems. */
export type OrderAnswer = {
  status: 200 | 201
  body: {
    result: true
    error: ""
    id: string
    status?: string
    total: string
    currency: string
    redirect_url?: string | null
    dry_run?: true
    plan?: PlannedStep[]
  }
}

/** PostgreSQL: lock_not_available. */
const LOCK_TIMEOUT = "55P03"

type Queue = IntakeQueue<PreparedOrder, IntakeOutcome>

let queue: Queue | undefined

/** One queue per process: requests of both doors commit together. */
const queueOf = (container: MedusaContainer): Queue =>
  (queue ??= new IntakeQueue((batch) => writeOrders(container, batch)))

/**
 * Takes in one order of an authenticated shop: checks it, seals the card, and answers after
 * everything is committed. The same order again answers with the order that exists.
 *
 * @param container the application's container, not a request's: the queue outlives the request
 * @throws Problem 400/422 with every fault of the body, 409 `order_exists` or `in_progress`,
 * 422 `idempotency_key_reused`
 */
export const acceptOrder = async (
  container: MedusaContainer,
  call: OrderCall
): Promise<OrderAnswer> => {
  const now = new Date()
  const reading = readOrderRequest(call.body, { shop: call.shop, now })
  if (!reading.ok) {
    throw new Problem(reading.status, reading.code, reading.error, { fields: reading.fields })
  }
  const { order } = reading
  const rate = await findOrderRate(container, order.currency, { tellStaff: !call.dryRun })
  if (call.dryRun) {
    return {
      status: 200,
      body: {
        result: true,
        error: "",
        id: "",
        dry_run: true,
        total: order.totals.total,
        currency: order.currency,
        // Who would be asked for the payment, in order; nobody before payments are set up.
        plan: await planNewOrder(container, order, call.shop.id, rate.usd_per_unit),
      },
    }
  }
  const prepared = await prepareOrder(container, call, order, rate, now)
  // Watched from before the commit: the payment may be faster than we are after it.
  const watch = watchPayment(prepared.id)
  try {
    const outcome = await queueOf(container)
      .submit(prepared)
      .catch((error: unknown) => {
        throw isLockTimeout(error)
          ? new Problem(409, "in_progress", "The same order is being written right now. Ask again.")
          : error
      })
    if (outcome.kind === "created") {
      await announceOrder(container, outcome.medusaOrderId)
    }
    const until = Date.now() + call.waitSeconds * 1000
    return await answerOf(container, outcome, { watch, until })
  } finally {
    watch.end()
  }
}

let prefix: string | undefined

/** Read once: checking the whole environment costs as much as writing an order. */
const orderIdPrefix = (): string => (prefix ??= readEnvironment().ORDER_ID_PREFIX)

/** Works out everything of an order that can be known before its transaction, and seals what is secret. */
export const prepareOrder = async (
  container: MedusaContainer,
  call: Pick<OrderCall, "shop" | "idempotencyKey" | "requestId">,
  order: ShopOrder,
  rate: ExchangeRate,
  now: Date
): Promise<PreparedOrder> => {
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const id = newOrderId(orderIdPrefix())
  const sealed = await sealPayment(vault, id, order, now)
  return {
    id,
    order,
    shop: call.shop,
    fingerprint: requestFingerprint(
      order,
      sealed?.card.fingerprint ?? null,
      await vault.requestFingerprintKey()
    ),
    idempotencyKey: call.idempotencyKey,
    rate,
    sealed,
    cause: call.requestId,
    now,
  }
}

const sealPayment = async (
  vault: CardVaultModuleService,
  id: string,
  { payment }: ShopOrder,
  now: Date
): Promise<SealedRows | null> => {
  if (payment.card) {
    return vault.sealCard(id, payment.card, now)
  }
  if (payment.echeck) {
    return vault.sealBankAccount(id, {
      ...payment.echeck,
      holder: payment.echeck.account_holder,
    })
  }
  return null
}

/** The rate that the order will freeze. A missing one is told to the shop, and to the staff. */
export const findOrderRate = async (
  container: MedusaContainer,
  currency: string,
  { tellStaff }: { tellStaff: boolean }
): Promise<ExchangeRate> => {
  const rates: ExchangeRateModuleService = container.resolve(EXCHANGE_RATE_MODULE)
  const rate = await rates.findRate(currency)
  if (rate) {
    return rate
  }
  if (tellStaff) {
    const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
    await unitOfWork(container, (transaction) =>
      attention.raise(transaction, {
        kind: "missing_exchange_rate",
        subject: { type: "currency", id: currency },
        data: { currency },
      })
    )
  }
  throw new Problem(422, "unprocessable", "The order cannot be taken as it is.", {
    fields: [
      {
        path: "options.currency",
        message: tellStaff
          ? `There is no exchange rate for ${currency} yet; our staff have been told.`
          : `There is no exchange rate for ${currency} yet.`,
      },
    ],
  })
}

/** For plug-ins; nothing of ours depends on it, so a full bus must not fail a stored order. */
export const announceOrder = async (container: MedusaContainer, orderId: string): Promise<void> => {
  const bus = container.resolve(Modules.EVENT_BUS)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  await bus
    .emit({ name: "order.placed", data: { id: orderId } })
    .catch((error: Error) => logger.warn(`order.placed was not announced: ${error.message}`))
}

type Patience = { watch: NoticeWatch; until: number }

/**
 * How far the payment is when the answer goes out: that of a new order is waited for, unless nobody
 * charges it; that of an order which exists is told as it is.
 */
const progressOf = async (
  container: MedusaContainer,
  outcome: Extract<IntakeOutcome, { kind: "created" | "same" }>,
  patience: Patience
): Promise<Pick<PaymentProgress, "status" | "redirect_url">> => {
  if (outcome.kind === "same") {
    return readPaymentProgress(container, outcome.order.id)
  }
  return outcome.isCharged && patience.until > Date.now()
    ? waitForPayment(container, outcome.order.id, patience)
    : { status: outcome.order.status, redirect_url: null }
}

const answerOf = async (
  container: MedusaContainer,
  outcome: IntakeOutcome,
  patience: Patience
): Promise<OrderAnswer> => {
  switch (outcome.kind) {
    case "key_reused":
      throw new Problem(
        422,
        "idempotency_key_reused",
        "This Idempotency-Key was used before for another order."
      )
    case "order_exists":
      throw new Problem(
        409,
        "order_exists",
        "An order with this shop_order_id exists already and is not the same. Nothing was charged.",
        { extra: { existing: { id: outcome.order.id, status: outcome.order.status } } }
      )
    default: {
      const { id, total, currency } = outcome.order
      const { status, redirect_url } = await progressOf(container, outcome, patience)
      return {
        status: outcome.kind === "created" ? 201 : 200,
        body: {
          result: true,
          error: "",
          id,
          status,
          total: storedAmount(total, currency),
          currency,
          redirect_url,
        },
      }
    }
  }
}

const isLockTimeout = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === LOCK_TIMEOUT
