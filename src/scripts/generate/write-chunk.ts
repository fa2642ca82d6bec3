import { createHash } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { insertRows, insertTogether, type Row } from "../../lib/insert-rows"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CARD_VAULT_MODULE } from "../../modules/card_vault"
import type CardVaultModuleService from "../../modules/card_vault/service"
import type { SealedRows } from "../../modules/card_vault/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { LEDGER_MODULE } from "../../modules/ledger"
import { postingsOf } from "../../modules/ledger/postings"
import type LedgerModuleService from "../../modules/ledger/service"
import type { FactToBook } from "../../modules/ledger/types"
import { firstEvents, newCrmOrder } from "../../workflows/intake/crm-order-rows"
import {
  medusaOrderInserts,
  medusaOrderRows,
  type MedusaOrderRows,
} from "../../workflows/intake/medusa-order-rows"
import { requestFingerprint } from "../../workflows/intake/request-fingerprint"
import { generateOrder, type GenerateContext, type GeneratedOrder } from "./generate-order"
import type { LifeEvent } from "./order-life"
import { entityId } from "./random"

/** How long after its order a CVV that nobody used is destroyed. */
const CVV_LIFETIME_MS = 15 * 60 * 1000

export type Chunk = {
  run: string
  number: number
  /** Places of its orders in the run: from, and up to but without. */
  from: number
  to: number
  /** The display id of the run's first order. */
  firstDisplayId: number
}

type Sealed = SealedRows | null

/** Seals as the intake does. The CVV of an order of the past is not made: it would be gone by now. */
const sealedOf = async (
  vault: CardVaultModuleService,
  { id, order, at }: GeneratedOrder
): Promise<Sealed> => {
  const { card, echeck } = order.payment
  if (card) {
    return vault.sealCard(id, { ...card, cvv: null }, at)
  }
  return echeck ? vault.sealBankAccount(id, { ...echeck, holder: echeck.account_holder }) : null
}

/** The CVV came with the card and went with an issuer's first answer, or a quarter of an hour later. */
const cvvEvents = ({ order, at, shop, payments }: GeneratedOrder, until: Date): LifeEvent[] => {
  const expired = new Date(at.getTime() + CVV_LIFETIME_MS)
  const answered = payments.issuer_answered_at
  const wasUsed = answered !== null && answered < expired
  const gone = wasUsed ? answered : expired
  if (!order.payment.card || gone >= until) {
    return []
  }
  const system = { type: "system" as const, id: null }
  return [
    {
      kind: "cvv.sealed",
      actor: { type: "shop", id: shop.credential_id },
      cause: null,
      at,
      data: {},
    },
    wasUsed
      ? { kind: "cvv.destroyed", actor: system, cause: null, at: gone, data: {} }
      : { kind: "cvv.expired", actor: system, cause: "delete-expired-cvvs", at: gone, data: {} },
  ]
}

/** The attempts of an order; those that were made with its card name it. */
const attemptRows = ({ payments }: GeneratedOrder, sealed: Sealed): Row[] =>
  payments.attempts.map((attempt) =>
    attempt.way === "direct" && attempt.kind === "charge" && sealed
      ? { ...attempt, card_id: sealed.card.id, card_fingerprint: sealed.card.fingerprint }
      : attempt
  )

const factRow = ({ fact: { money, fee, ...fact } }: FactToBook): Row => ({
  ...fact,
  amount: money.amount,
  currency: money.currency,
  fee: fee?.amount ?? null,
  fee_currency: fee?.currency ?? null,
})

type EventRows = { events: Row[]; personal: Row[] }

const eventRows = (orderId: string, event: LifeEvent, random: GeneratedOrder["random"]) => {
  const { personal, actor } = event
  const row: Row = {
    crm_order_id: orderId,
    kind: event.kind,
    actor_type: actor.type,
    actor_id: actor.id,
    cause: event.cause,
    at: event.at,
    data: event.data,
    personal_id: null,
    personal_digest: null,
  }
  if (!personal) {
    return { row, personal: null }
  }
  const id = entityId(random, "pers", event.at)
  const salt = entityId(random, "salt", event.at)
  return {
    row: {
      ...row,
      personal_id: id,
      personal_digest: createHash("sha256")
        .update(salt)
        .update(JSON.stringify(personal))
        .digest("hex"),
    },
    personal: { id, crm_order_id: orderId, salt, body: personal },
  }
}

/** Writes a chunk of a run in one transaction that also notes that the chunk is there. */
export const writeChunk = async (
  container: MedusaContainer,
  context: GenerateContext,
  chunk: Chunk
): Promise<void> => {
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const ledger: LedgerModuleService = container.resolve(LEDGER_MODULE)
  const fingerprintKey = await vault.requestFingerprintKey()

  const medusaOrders: MedusaOrderRows[] = []
  const customers = new Map<string, Row>()
  const crmOrders: Parameters<CrmOrderModuleService["newOrderInserts"]>[0][number][] = []
  const sealedRows: SealedRows[] = []
  const stream: EventRows = { events: [], personal: [] }
  const attention: Row[] = []
  const attempts: Row[] = []
  const facts: FactToBook[] = []

  for (let index = chunk.from; index < chunk.to; index += 1) {
    const generated = generateOrder(context, index)
    const { id, at, order, customer, shop, rate, life, payments, random } = generated
    const sealed = await sealedOf(vault, generated)
    const medusaOrderId = entityId(random, "order", at)
    const displayId = chunk.firstDisplayId + index
    const prepared = {
      id,
      order,
      shop,
      rate,
      sealed,
      fingerprint: requestFingerprint(order, sealed?.card.fingerprint ?? null, fingerprintKey),
      idempotencyKey: null,
      cause: null,
      now: at,
    }
    medusaOrders.push(
      medusaOrderRows({
        order,
        crmOrderId: id,
        orderId: medusaOrderId,
        displayId,
        customerId: customer.id,
        salesChannelId: shop.sales_channel_id,
        now: at,
        newId: (prefix) => entityId(random, prefix, at),
      })
    )
    customers.set(customer.id, {
      id: customer.id,
      email: customer.email,
      first_name: customer.first_name,
      last_name: customer.last_name,
      phone: customer.phone,
      has_account: false,
      created_at: at,
      updated_at: at,
    })
    const openAttention = life.attention.filter((entry) => !entry.resolved_at).length
    crmOrders.push({
      ...newCrmOrder(prepared, medusaOrderId, customer.id, displayId),
      status: life.status,
      status_before_call_center: life.status_before_call_center,
      status_before_chargeback: life.status_before_chargeback,
      call_center_status: life.call_center_status,
      call_center_since: life.call_center_since,
      open_attention: openAttention,
      version: life.version,
      created_at: at,
      ...payments.columns,
    })
    attempts.push(...attemptRows(generated, sealed))
    facts.push(...payments.facts)
    if (sealed) {
      sealedRows.push({ ...sealed, card: { ...sealed.card, created_at: at } })
    }
    const beginning = firstEvents(prepared).map((event) => ({ ...event, at, personal: undefined }))
    const events: LifeEvent[] = [
      ...beginning,
      ...payments.events,
      ...cvvEvents(generated, context.until),
      ...life.events,
    ]
    // A stable sort: what happened at one moment keeps its order.
    events.sort((one, other) => one.at.getTime() - other.at.getTime())
    for (const event of events) {
      const { row, personal } = eventRows(id, event, random)
      stream.events.push(row)
      if (personal) {
        stream.personal.push(personal)
      }
    }
    for (const entry of life.attention) {
      attention.push({
        id: entityId(random, "attn", entry.since),
        subject_type: "order",
        subject_id: id,
        resolution: null,
        ...entry,
      })
    }
  }

  await unitOfWork(container, async (transaction) => {
    await claim(transaction, chunk)
    // Sorted, so that two chunks with the same customers cannot wait for each other in a circle.
    const people = [...customers.values()].sort((one, other) =>
      String(one.id) < String(other.id) ? -1 : 1
    )
    await insertRows(transaction, "customer", people, "on conflict do nothing")
    await insertTogether(transaction, [
      ...medusaOrderInserts(medusaOrders),
      ...orders.newOrderInserts(crmOrders),
      ...vault.sealedInserts(sealedRows),
      { table: "crm_order_event_personal", rows: stream.personal },
      { table: "crm_order_event", rows: stream.events },
      { table: "attention_entry", rows: attention },
      { table: "payment_attempt", rows: attempts },
      { table: "payment_fact", rows: facts.map(factRow) },
      ...(await ledger.inserts(
        // Fees of generated accounts stay with them: what is given back needs no look at the books.
        facts.map((fact) => ({ fact, postings: postingsOf(fact, null) }))
      )),
    ])
  })
}

/** Notes the chunk; fails when it is there already, and with it everything that would be twice. */
const claim = async (transaction: Transaction, { run, number, from, to }: Chunk): Promise<void> => {
  // What is lost in a crash of the machine are whole last chunks: the next run makes them again.
  await transaction.raw("set local synchronous_commit = off")
  // Everything that a row of a chunk refers to is in the chunk: there is nothing to look up. Only a
  // superuser may say so; for others PostgreSQL checks each of the references.
  await transaction.raw(`
    select set_config('session_replication_role', 'replica', true)
     where current_setting('is_superuser') = 'on'`)
  await insertRows(transaction, "generated_chunk", [{ run, number, orders: to - from }])
}
