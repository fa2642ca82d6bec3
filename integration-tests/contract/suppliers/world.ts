import { randomBytes } from "node:crypto"
import { EXAMPLE_PARCEL } from "../../../src/providers/fulfillment/example-batch"
import type {
  HandOverBatch,
  ParcelAnswer,
  ParcelToHandOver,
  Supplier,
  SupplierAccess,
  SupplierExchange,
} from "../../../src/providers/fulfillment/supplier"
import type { Simulators } from "../../harness"

/** How often a supplier has a parcel, and how many pieces are in it. */
export type Seen = { times: number; pieces: number }

/** What can be said of a supplier under test without starting anybody; decides which checks apply. */
export type Traits = {
  supplier: Supplier
  /** There is somebody to be reached, or not. */
  reached: boolean
  /** He lets nobody in without a secret. */
  secrets: boolean
  /** He says in the answer to a hand-over that he refuses a parcel. */
  refuses: boolean
}

/** A supplier with somebody at the other end, and what can be done to the two. */
export type World = {
  supplier: Supplier
  access: SupplierAccess
  simulators: Simulators
  /** What has arrived of a parcel, in the end. */
  seen: (number: string) => Promise<Seen>
  /** The same supplier where nobody listens, and with secrets that are wrong. */
  away: SupplierAccess | null
  wrong: SupplierAccess | null
  /** The next hand-over is broken off: before he has anything of it, or when he has all of it. */
  breakBefore: (() => Promise<unknown>) | null
  breakAfter: (() => Promise<unknown>) | null
  /** Every exchange of every call of this run. */
  exchanges: SupplierExchange[]
  stop: () => Promise<unknown>
}

export const newNumber = (): string => `T3-${randomBytes(6).toString("hex").toUpperCase()}-P1`

type Changes = Partial<Pick<ParcelToHandOver, "number" | "lines" | "address">>

export const newParcel = (changes: Changes = {}): ParcelToHandOver => ({
  ...EXAMPLE_PARCEL,
  number: newNumber(),
  ...changes,
})

export const refusedParcel = (): ParcelToHandOver =>
  newParcel({
    lines: [{ sku: "X", supplier_sku: "WH-REJECT", name: "X", option: null, quantity: 1 }],
  })

export const batchOf = (...parcels: ParcelToHandOver[]): HandOverBatch => ({
  name: `t3-20260102-${randomBytes(5).toString("hex")}`,
  at: new Date("2026-01-02T03:04:05Z"),
  parcels,
})

/** Hands over and keeps the exchanges, for the check that nothing secret is in any of them. */
export const handOver = async (
  world: World,
  batch: HandOverBatch,
  access: SupplierAccess = world.access
) => {
  const result = await world.supplier.handOver(access, batch)
  world.exchanges.push(...result.exchanges)
  return result
}

/**
 * Goes on as the application does with a batch of which nobody knows whether it has arrived: who can be
 * asked is asked and told what he has not seen, another is told the very same once more.
 */
export const resume = async (world: World, batch: HandOverBatch): Promise<ParcelAnswer[]> => {
  const { supplier, access } = world
  if (!supplier.ask) {
    return [...(await handOver(world, batch)).answers]
  }
  const asked = await supplier.ask(
    access,
    batch.parcels.map(({ number }) => ({ number, reference: null }))
  )
  world.exchanges.push(...asked.exchanges)
  const unseen = asked.answers
    .filter(({ outcome }) => outcome === "not_found")
    .map(({ number }) => number)
  const missing = batch.parcels.filter(({ number }) => unseen.includes(number))
  const told = missing.length > 0 ? await handOver(world, { ...batch, parcels: missing }) : null
  return [
    ...asked.answers.filter(({ outcome }) => outcome !== "not_found"),
    ...(told?.answers ?? []),
  ]
}

/** Asks until something is so; gives the last answer when that takes too long. */
export const eventually = async <Result>(
  read: () => Promise<Result>,
  isGood: (result: Result) => boolean
): Promise<Result> => {
  for (let turn = 0; ; turn += 1) {
    const result = await read()
    if (isGood(result) || turn === 60) {
      return result
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
