import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import { PROCESSORS } from "../../providers/payment/registry"
import {
  nextMirrorStep,
  type MirroredMove,
  type MirroredOrder,
  type MirrorStep,
} from "./mirror-steps"

/** More steps than the payments of an order can need: something is wrong then. */
const MOST_STEPS = 200

/** Medusa's own provider, for what was paid at no processor of ours. */
const NO_PROCESSOR = "pp_system_default"

/** The provider that stands for a processor in Medusa's records (medusa-config.ts). It moves no money. */
const providerOf = (processor: string): string =>
  Object.hasOwn(PROCESSORS, processor) ? `pp_${processor}` : NO_PROCESSOR

type Amount = { id: string; amount: unknown }

type ReadCollection = {
  id: string
  currency_code: string
  payment_sessions: {
    id: string
    metadata: Record<string, unknown> | null
    currency_code: string
  }[]
  payments: {
    id: string
    payment_session_id: string
    amount: unknown
    captures: Amount[]
    refunds: Amount[]
  }[]
}

const FIELDS = [
  "payment_collections.id",
  "payment_collections.currency_code",
  "payment_collections.payment_sessions.id",
  "payment_collections.payment_sessions.metadata",
  "payment_collections.payment_sessions.currency_code",
  "payment_collections.payments.id",
  "payment_collections.payments.payment_session_id",
  "payment_collections.payments.amount",
  "payment_collections.payments.captures.id",
  "payment_collections.payments.captures.amount",
  "payment_collections.payments.refunds.id",
  "payment_collections.payments.refunds.amount",
]

const movesOf = (moves: readonly Amount[] | undefined): MirroredMove[] =>
  (moves ?? []).map(({ id, amount }) => ({ id, amount: String(amount) }))

const readMirror = async (
  container: MedusaContainer,
  medusaOrderId: string
): Promise<MirroredOrder> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const orderModule = container.resolve(Modules.ORDER)
  const [{ data }, transactions] = await Promise.all([
    query.graph({ entity: "order", fields: FIELDS, filters: { id: medusaOrderId } }),
    orderModule.listOrderTransactions({ order_id: medusaOrderId }, { take: null }),
  ])
  const [order] = data as { payment_collections?: (ReadCollection | null)[] }[]
  const collections = (order?.payment_collections ?? []).filter((one) => one !== null)
  return {
    collections: collections.map(({ id, currency_code }) => ({
      id,
      currency: currency_code.toUpperCase(),
    })),
    sessions: collections.flatMap(({ id, payment_sessions, payments }) =>
      payment_sessions.map((session) => {
        const payment = payments.find((one) => one.payment_session_id === session.id)
        return {
          id: session.id,
          collection_id: id,
          attempt_id: String(session.metadata?.attempt_id ?? ""),
          currency: session.currency_code.toUpperCase(),
          payment: payment
            ? {
                id: payment.id,
                amount: String(payment.amount),
                captures: movesOf(payment.captures),
                refunds: movesOf(payment.refunds),
              }
            : null,
        }
      })
    ),
    transaction_references: new Set(
      transactions.flatMap(({ reference_id }) => (reference_id ? [reference_id] : []))
    ),
  }
}

type Step<Kind extends MirrorStep["kind"]> = Extract<MirrorStep, { kind: Kind }>

/** A crash in between leaves an empty collection that belongs to no order and does no harm. */
const openCollection = async (
  container: MedusaContainer,
  medusaOrderId: string,
  { collection_amount, currency }: Step<"open_payment">
): Promise<string> => {
  const { id } = await container.resolve(Modules.PAYMENT).createPaymentCollections({
    amount: collection_amount,
    currency_code: currency.toLowerCase(),
  })
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.ORDER]: { order_id: medusaOrderId },
    [Modules.PAYMENT]: { payment_collection_id: id },
  })
  return id
}

/** What a crash in between leaves undone is seen as a step of its own by the next mirror. */
const openPayment = async (
  container: MedusaContainer,
  medusaOrderId: string,
  step: Step<"open_payment">
): Promise<void> => {
  const payments = container.resolve(Modules.PAYMENT)
  const { attempt, amount, currency } = step
  const { id, processor, account_id, payment_id } = attempt
  const collectionId = step.collection_id ?? (await openCollection(container, medusaOrderId, step))
  const session = await payments.createPaymentSession(collectionId, {
    provider_id: providerOf(processor),
    currency_code: currency.toLowerCase(),
    amount,
    // Without it the provider refuses: see RecordedPaymentProvider.
    data: { attempt_id: id },
    metadata: { attempt_id: id, processor, account_id, payment_id },
  })
  const payment = await payments.authorizePaymentSession(session.id, {})
  if (payment) {
    await payments.capturePayment({ payment_id: payment.id, amount })
  }
}

/** Has Medusa's modules write one step. Each write is kept by them in a transaction of its own. */
const take = async (
  container: MedusaContainer,
  medusaOrderId: string,
  step: MirrorStep
): Promise<void> => {
  const payments = container.resolve(Modules.PAYMENT)
  switch (step.kind) {
    case "open_payment":
      return openPayment(container, medusaOrderId, step)
    case "authorize":
      await payments.authorizePaymentSession(step.session_id, {})
      return
    case "capture":
      await payments.capturePayment({ payment_id: step.payment_id, amount: step.amount })
      return
    case "refund":
      await payments.refundPayment({ payment_id: step.payment_id, amount: step.amount })
      return
    case "add_transaction": {
      const { reference, reference_id, amount, currency } = step
      await container.resolve(Modules.ORDER).addOrderTransactions({
        order_id: medusaOrderId,
        amount: amount,
        currency_code: currency.toLowerCase(),
        reference,
        reference_id,
      })
    }
  }
}

/**
 * Brings Medusa's own payment records of an order up to what is known here: collection, payments,
 * captures, refunds, and the order's sums. Money is not moved by it. Bears being broken off and run
 * again; to be run once at a time per order.
 *
 * @throws Problem 404
 */
export const mirrorPayment = async (
  container: MedusaContainer,
  crmOrderId: string
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const order = await orders.readOrder(crmOrderId, "all")
  const ours = {
    order,
    attempts: await attempts.listForOrder(crmOrderId),
    facts: await attempts.factsOf(null, crmOrderId),
  }
  for (let count = 0; count < MOST_STEPS; count += 1) {
    const step = nextMirrorStep(ours, await readMirror(container, order.order_id))
    if (!step) {
      return
    }
    await take(container, order.order_id, step)
  }
  throw new Error(`Medusa's payment records of ${crmOrderId} do not come to an end.`)
}
