import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueue } from "../../lib/enqueue"
import { newEntityId } from "../../lib/entity-id"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import { carrierName } from "../../modules/dispatch/carriers/recognise"
import { judgeNumber } from "../../modules/dispatch/judge-number"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { TrackingImportResult } from "../../modules/dispatch/tracking-imports"
import {
  addTrackingNumbersWithin,
  type AddTrackingNumberInput,
  type NumberOutcome,
} from "./add-tracking-number"
import type { ImportRow } from "./read-tracking-file"
import { resolveReferences } from "./resolve-references"

export const RUN_TRACKING_IMPORT_TASK = "run-tracking-import"

/** Rows that commit together: what a crash repeats, and how long an order is held. */
const CHUNK = 500

/** Rows that are looked at together for a preview. */
const LOOKED_AT = 2_000

/** Of each kind so many rows are shown; the numbers count all. */
const MOST_SHOWN = 200

const UNKNOWN_ORDER = "There is no order or parcel with this number."

/** What would become of a row. */
export type PreviewRow = ImportRow & {
  what: "new" | "known" | "doubtful" | "bad"
  /** Why it is doubtful or bad; null otherwise. */
  words: string | null
  carrier_name: string | null
  crm_order_id: string | null
}

export type TrackingPreview = {
  total: number
  counts: Record<PreviewRow["what"], number>
  rows: PreviewRow[]
}

const previewChunk = async (
  container: MedusaContainer,
  rows: readonly ImportRow[],
  seen: Map<string, string>
): Promise<PreviewRow[]> => {
  const { tracking }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const named = await resolveReferences(
    container,
    rows.map(({ reference }) => reference)
  )
  const judged = rows.map(({ number, carrier }) =>
    judgeNumber({ number, carrier, override: false, by_person: true })
  )
  const live = await tracking.findLive(judged.map(({ number }) => number))
  const displayIds = await orders.displayIds(
    [...live.values()].map(({ crm_order_id }) => crm_order_id)
  )
  return rows.map((row, index): PreviewRow => {
    const one = judged[index]
    const order = named.get(row.reference)
    const told = (what: PreviewRow["what"], words: string | null): PreviewRow => ({
      ...row,
      what,
      words,
      carrier_name: one.ok ? carrierName(one.carrier) : null,
      crm_order_id: order?.order_id ?? null,
    })
    if (!order) {
      return told("bad", UNKNOWN_ORDER)
    }
    if (!one.ok) {
      return told(one.why === "doubtful" ? "doubtful" : "bad", one.words)
    }
    const holder = live.get(one.number)
    if (holder && holder.crm_order_id !== order.order_id) {
      const name = displayIds.get(holder.crm_order_id) ?? holder.crm_order_id
      return told("bad", `The number belongs to order ${name}.`)
    }
    const earlier = seen.get(one.number)
    if (earlier && earlier !== order.order_id) {
      return told("bad", "The same number is in this file for another order.")
    }
    seen.set(one.number, order.order_id)
    return told(holder || earlier ? "known" : "new", null)
  })
}

/** What would become of the rows of a file, without changing anything. */
export const previewTrackingImport = async (
  container: MedusaContainer,
  rows: readonly ImportRow[]
): Promise<TrackingPreview> => {
  const counts: TrackingPreview["counts"] = { new: 0, known: 0, doubtful: 0, bad: 0 }
  const shown: PreviewRow[] = []
  const seen = new Map<string, string>()
  for (let start = 0; start < rows.length; start += LOOKED_AT) {
    const chunk = rows.slice(start, start + LOOKED_AT)
    for (const row of await previewChunk(container, chunk, seen)) {
      counts[row.what] += 1
      if (counts[row.what] <= MOST_SHOWN) {
        shown.push(row)
      }
    }
  }
  return { total: rows.length, counts, rows: shown }
}

export type StartTrackingImportInput = {
  name: string
  rows: readonly ImportRow[]
  override: boolean
  send: boolean
  actor: EventActor
}

/**
 * Keeps the rows of a file and queues the work on them.
 *
 * @returns the import's id
 * @throws Problem 422 `empty_file`
 */
export const startTrackingImport = async (
  container: MedusaContainer,
  { name, rows, override, send, actor }: StartTrackingImportInput
): Promise<string> => {
  if (rows.length === 0) {
    throw new Problem(422, "empty_file", "There is no row with a tracking number.")
  }
  const { imports }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const id = newEntityId("trim")
  await unitOfWork(container, async (transaction) => {
    await imports.insert(transaction, { id, name, actor_id: actor.id, override, send }, rows)
    await enqueue(transaction, RUN_TRACKING_IMPORT_TASK, { import_id: id })
  })
  return id
}

const resultOf = (outcome: NumberOutcome): Pick<TrackingImportResult, "ok" | "result"> => {
  if (!outcome.ok) {
    return { ok: false, result: outcome.problem.message }
  }
  if (outcome.not_sent) {
    return { ok: false, result: `Added, but not sent. ${outcome.not_sent}` }
  }
  const word = outcome.is_new ? "added" : "known"
  return { ok: true, result: outcome.is_sent ? `${word}, sent` : word }
}

/** Works on the next rows. @returns how many there were */
const runChunk = (
  container: MedusaContainer,
  {
    id,
    override,
    send,
    actor_id,
  }: { id: string; override: boolean; send: boolean; actor_id: string | null }
): Promise<number> =>
  unitOfWork(container, async (transaction) => {
    const { imports }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
    const rows = await imports.takeOpen(transaction, id, CHUNK)
    if (rows.length === 0) {
      return 0
    }
    const by = { actor: { type: "staff", id: actor_id } as const, cause: id }
    const named = await resolveReferences(
      container,
      rows.map(({ reference }) => reference)
    )
    const known = rows.flatMap((row) => {
      const order = named.get(row.reference)
      const { number, carrier } = row
      const input: AddTrackingNumberInput | null = order
        ? { ...order, ...by, number, carrier, override, send, source: "import" }
        : null
      return input ? [{ row, input }] : []
    })
    const outcomes = await addTrackingNumbersWithin(
      container,
      transaction,
      known.map(({ input }) => input),
      by
    )
    const results: TrackingImportResult[] = known.map(({ row, input }, index) => ({
      position: row.position,
      crm_order_id: input.order_id,
      ...resultOf(outcomes[index]),
    }))
    const unknown = rows
      .filter(({ reference }) => !named.has(reference))
      .map(({ position }) => ({ position, crm_order_id: null, ok: false, result: UNKNOWN_ORDER }))
    await imports.record(transaction, id, [...results, ...unknown])
    return rows.length
  })

/**
 * Works through an import. Rows and their results commit together, so one that is killed goes on where it
 * stopped and tells no customer twice, even if two processes work on it.
 */
export const runTrackingImport = async (container: MedusaContainer, id: string): Promise<void> => {
  const { imports }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const started = await imports.read(id)
  while ((await runChunk(container, started)) > 0) {
    // Each chunk is a transaction of its own.
  }
  await imports.finish(id)
}

/** How far an import is, and which rows could not be used. @throws Problem 404 */
export const readTrackingImport = async (container: MedusaContainer, id: string) => {
  const { imports }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const { name, total, override, send, created_at, finished_at } = await imports.read(id)
  const [{ done, ok, failed }, bad] = await Promise.all([
    imports.count(id),
    imports.listFailed(id, MOST_SHOWN),
  ])
  return {
    id,
    name,
    state: finished_at ? ("done" as const) : ("running" as const),
    override,
    send,
    total,
    done,
    ok,
    failed,
    rows: bad.map(({ line, reference, number, carrier, result, crm_order_id }) => ({
      line,
      reference,
      number,
      carrier,
      words: result,
      crm_order_id,
    })),
    created_at,
    finished_at,
  }
}
