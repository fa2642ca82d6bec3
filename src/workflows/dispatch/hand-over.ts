import { createHash } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { logger } from "../../lib/logger"
import { unitOfWork } from "../../lib/unit-of-work"
import { SecretsUnreadable } from "../../modules/card_vault/secrets-unreadable"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type { HandOverBatchRow } from "../../modules/dispatch/hand-over-batches"
import { restUntil } from "../../modules/dispatch/rest-times"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { ShipmentRow } from "../../modules/dispatch/types"
import type { HandOverResult, ParcelAnswer } from "../../providers/fulfillment/supplier"
import { claimBatch, reopenBatch } from "./claim-batch"
import { openSupplier, type OpenedSupplier } from "./open-supplier"
import { parcelsToHandOver } from "./parcels-to-hand-over"
import { queueHandOver } from "./queue-jobs"
import { recordParcelAnswer } from "./record-answer"
import { noteSupplierTrouble, supplierWorks } from "./supplier-trouble"

/** After so many batches others have their turn; the rest is a job of its own. */
const BATCHES_AT_ONCE = 20

/** A batch has a hundred answers, each with a transaction of its own. */
const RECORDED_AT_ONCE = 5

/** `unreachable`: there is no sense in going on now. */
type Told = "all" | "unclear" | "unreachable"

const digestOf = (parcels: unknown): string =>
  createHash("sha256").update(JSON.stringify(parcels)).digest("hex")

const unknownAnswer = (number: string, message: string): ParcelAnswer => ({
  number,
  outcome: "unknown",
  reference: null,
  message,
  tracking: [],
})

/** A fault of ours in a supplier's code says nothing about what the supplier has got. */
const called = async (
  call: () => Promise<HandOverResult>,
  numbers: readonly string[]
): Promise<HandOverResult> => {
  try {
    return await call()
  } catch (error) {
    logger.error(`A supplier's code has thrown: ${error instanceof Error ? error.name : "fault"}`)
    const words = "The answer could not be understood."
    return {
      answers: numbers.map((number) => unknownAnswer(number, words)),
      exchanges: [],
      failure: null,
    }
  }
}

const keepExchanges = (
  container: MedusaContainer,
  { row }: OpenedSupplier,
  batch: HandOverBatchRow,
  { exchanges }: HandOverResult
): Promise<void> =>
  unitOfWork(container, (transaction) => {
    const { suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
    return suppliers.keepExchanges(transaction, row.id, exchanges, { batch_id: batch.id })
  })

/** A supplier who cannot be used rests, and his parcels wait for the end of it: nothing is lost. */
const leaveAlone = (container: MedusaContainer, supplierId: string, words: string): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const { resting_until } = await noteSupplierTrouble(container, transaction, supplierId, words)
    await queueHandOver(transaction, supplierId, resting_until ?? undefined)
  })

/** Null when the supplier's secrets cannot be opened: a person has to enter them anew. */
const openOrRest = async (
  container: MedusaContainer,
  supplierId: string
): Promise<OpenedSupplier | null> => {
  try {
    return await openSupplier(container, supplierId)
  } catch (error) {
    if (error instanceof SecretsUnreadable) {
      await leaveAlone(container, supplierId, "The vault has no key that opens the stored secrets.")
      return null
    }
    throw error
  }
}

/** Keeps the answers about these parcels; those about others are nobody's. */
const recordAnswers = async (
  container: MedusaContainer,
  { row }: OpenedSupplier,
  batch: HandOverBatchRow,
  parcels: readonly ShipmentRow[],
  answers: readonly ParcelAnswer[],
  source: "hand_over" | "ask"
): Promise<void> => {
  const ids = new Map(parcels.map(({ number, id }) => [number, id]))
  const about = { source, supplier_id: row.id, cause: batch.id }
  const told = answers.filter(({ number, outcome }) => ids.has(number) && outcome !== "not_found")
  for (let begin = 0; begin < told.length; begin += RECORDED_AT_ONCE) {
    const recorded = await Promise.allSettled(
      told
        .slice(begin, begin + RECORDED_AT_ONCE)
        .map((answer) =>
          recordParcelAnswer(container, { ...about, shipment_id: ids.get(answer.number), answer })
        )
    )
    // None is left to itself: what runs beside the one that failed has ended by now.
    const failed = recorded.find((one) => one.status === "rejected")
    if (failed) {
      throw failed.reason
    }
  }
}

/** Notes how a batch stands: done when every parcel of it has an answer. */
const settleBatch = (
  container: MedusaContainer,
  batch: HandOverBatchRow,
  isFailed: boolean
): Promise<Told> =>
  unitOfWork(container, async (transaction) => {
    const { shipments, batches }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
    const parcels = await shipments.listForBatch(batch.id, transaction)
    const isOpen = parcels.some(({ state }) => state === "handing_over")
    // After a try that may have arrived no later failure makes it certain that nothing has.
    const state = !isOpen ? "done" : isFailed && !batch.unclear ? "failed" : "open"
    await batches.update(transaction, batch.id, {
      state,
      ...(isOpen ? { unclear: batch.unclear || !isFailed } : { sent_at: new Date() }),
    })
    return !isOpen ? "all" : isFailed ? "unreachable" : "unclear"
  })

/**
 * Tells a supplier of these parcels, under the batch's name, and keeps what he answers. No transaction
 * is open while he is called.
 */
const tell = async (
  container: MedusaContainer,
  opened: OpenedSupplier,
  batch: HandOverBatchRow,
  parcels: readonly ShipmentRow[]
): Promise<Told> => {
  const { batches }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const told = await parcelsToHandOver(container, parcels)
  const digest = digestOf(told)
  if (batch.digest !== null && batch.unclear && batch.digest !== digest) {
    logger.warn(`The batch ${batch.name} is told once more, and not word for word as before.`)
  }
  await unitOfWork(container, (transaction) => batches.update(transaction, batch.id, { digest }))
  const result = await called(
    () =>
      opened.supplier.handOver(opened.access, {
        name: batch.name,
        at: batch.created_at,
        parcels: told,
      }),
    told.map(({ number }) => number)
  )
  await keepExchanges(container, opened, batch, result)
  const answered = new Set(result.answers.map(({ number }) => number))
  // Without a failure every parcel should have an answer: of one that has none nobody knows.
  const missing = result.failure
    ? []
    : parcels
        .filter(({ number }) => !answered.has(number))
        .map(({ number }) => unknownAnswer(number, "The supplier has said nothing about it."))
  await recordAnswers(
    container,
    opened,
    batch,
    parcels,
    [...result.answers, ...missing],
    "hand_over"
  )
  if (result.failure) {
    await leaveAlone(container, opened.row.id, result.failure)
  } else {
    await supplierWorks(container, opened.row.id)
  }
  return settleBatch(container, batch, result.failure !== null)
}

/**
 * Goes on with a batch of which nobody knows whether it has arrived: a supplier who can be asked is
 * asked, and told only of what he has never seen; another gets the very same once more under the same
 * name, which does no harm by design.
 */
const resumeUnclear = async (
  container: MedusaContainer,
  opened: OpenedSupplier,
  batch: HandOverBatchRow
): Promise<Told> => {
  const { shipments, batches }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const all = await shipments.listForBatch(batch.id)
  const open = all.filter(({ state }) => state === "handing_over")
  const unclear = { ...batch, unclear: true }
  await unitOfWork(container, (transaction) =>
    batches.update(transaction, batch.id, { unclear: true })
  )
  if (open.length === 0) {
    return settleBatch(container, unclear, false)
  }
  const { supplier, access } = opened
  const { ask } = supplier
  if (!ask) {
    return tell(container, opened, unclear, all)
  }
  const result = await called(
    () =>
      ask(
        access,
        open.map(({ number, supplier_reference }) => ({ number, reference: supplier_reference }))
      ),
    open.map(({ number }) => number)
  )
  await keepExchanges(container, opened, batch, result)
  await recordAnswers(container, opened, batch, open, result.answers, "ask")
  if (result.failure) {
    await leaveAlone(container, opened.row.id, result.failure)
    return settleBatch(container, unclear, true)
  }
  await supplierWorks(container, opened.row.id)
  const unseen = new Set(
    result.answers.filter(({ outcome }) => outcome === "not_found").map(({ number }) => number)
  )
  const missing = open.filter(({ number }) => unseen.has(number))
  return missing.length > 0
    ? tell(container, opened, unclear, missing)
    : settleBatch(container, unclear, false)
}

const resume = async (
  container: MedusaContainer,
  opened: OpenedSupplier,
  batch: HandOverBatchRow
): Promise<Told> => {
  if (batch.state === "open") {
    return resumeUnclear(container, opened, batch)
  }
  const reopened = await reopenBatch(container, batch)
  return reopened ? tell(container, opened, reopened.batch, reopened.parcels) : "all"
}

const requeue = (container: MedusaContainer, supplierId: string, at?: Date): Promise<void> =>
  unitOfWork(container, (transaction) => queueHandOver(transaction, supplierId, at))

/**
 * Hands a supplier's parcels over: first what an earlier try has left behind, then what waits, batch by
 * batch. To be run once at a time per supplier (its queue). A parcel of which it is not known whether
 * he has it is never simply told again.
 *
 * @throws Problem 404
 */
export const handOver = async (container: MedusaContainer, supplierId: string): Promise<void> => {
  const { suppliers, batches }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const now = new Date()
  const supplier = await suppliers.read(supplierId)
  if (supplier.resting_until && supplier.resting_until > now) {
    return requeue(container, supplierId, supplier.resting_until)
  }
  const opened = await openOrRest(container, supplierId)
  if (!opened || opened.supplier.capabilities.by_hand) {
    return
  }
  const unclear: HandOverBatchRow[] = []
  for (const batch of await batches.listOpen(supplierId)) {
    const told = await resume(container, opened, batch)
    if (told === "unreachable") {
      return
    }
    if (told === "unclear") {
      unclear.push(batch)
    }
  }
  // Somebody who is not in use gets nothing new; what he has begun is brought to an end.
  for (let count = 0; supplier.active; count += 1) {
    if (count === BATCHES_AT_ONCE) {
      return requeue(container, supplierId)
    }
    const claimed = await claimBatch(container, supplier, opened.supplier.capabilities.batch)
    if (!claimed) {
      break
    }
    const told = await tell(container, opened, claimed.batch, claimed.parcels)
    if (told === "unreachable") {
      return
    }
    if (told === "unclear") {
      unclear.push(claimed.batch)
    }
  }
  if (unclear.length > 0) {
    // The longer it is unclear, the less often it is asked about; the youngest decides.
    const youngest = Math.max(...unclear.map(({ created_at }) => created_at.getTime()))
    await requeue(container, supplierId, restUntil(new Date(youngest), now))
  }
}
