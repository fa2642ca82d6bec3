import { setTimeout as sleep } from "node:timers/promises"
import { randomOf } from "../../integration-tests/simulators/lib/random.mjs"
import { say } from "../lib/say.mjs"

/** Shares of calls that go wrong, on top of the cards that always do. */
const FAULTS = [
  { purpose: "charge", fault: "hang_after_charging", probability: 0.01, delay_ms: 1_500 },
  { purpose: "charge", fault: "reset_after_charging", probability: 0.01 },
  { purpose: "charge", fault: "reset_before", probability: 0.01 },
  { purpose: "charge", fault: "slow", probability: 0.01, delay_ms: 1_300 },
  { purpose: "prepare", fault: "error_502_after_charging", probability: 0.01 },
  { purpose: "query", fault: "error_500_page", probability: 0.03 },
  { purpose: "query", fault: "truncated_body", probability: 0.02 },
  { purpose: "refund", fault: "reset_after_charging", probability: 0.1 },
  { purpose: "refund", fault: "error_500_page", probability: 0.1 },
  { purpose: "close", fault: "reset_after_charging", probability: 0.05 },
  { purpose: "capture", fault: "reset_after_charging", probability: 0.05 },
]

/**
 * News that asking brings as well: they may get lost altogether. Others come late, but they come; so
 * do NMI's about sales, as its answer to a sale does not name the amount it has taken.
 */
const MAY_BE_LOST = [
  "payment_intent.",
  "transaction.sale.failure",
  "CHECKOUT.ORDER.",
  "InvoiceProcessing",
]

const CALLBACKS = [
  { mode: "duplicate", probability: 0.1 },
  { mode: "early", probability: 0.05 },
  { mode: "late", probability: 0.05 },
  { mode: "forge", probability: 0.03 },
  { mode: "drop", probability: 0.15, types: MAY_BE_LOST },
]

const REVERSE_EVERY_MS = 5_000

/**
 * Makes things go wrong until it is stopped: faults of calls and callbacks, callbacks in the wrong
 * order, foreign events, and kills of the server, at moments drawn by the seed.
 */
export const breakThings = (world, { kills, seed }) => {
  const random = randomOf(seed + 1)
  const { simulators } = world
  let goesOn = true
  let killed = 0

  const prepared = (async () => {
    for (const fault of FAULTS) {
      await simulators.post("/faults", fault)
    }
    for (const { mode, ...rule } of CALLBACKS) {
      await simulators.post(`/callbacks/${mode}`, rule)
    }
  })()

  const pause = async (milliseconds) => {
    const until = Date.now() + milliseconds
    while (goesOn && Date.now() < until) {
      await sleep(50)
    }
  }

  const killer = (async () => {
    await prepared
    while (goesOn && killed < kills) {
      await pause(1_500 + random() * 6_000)
      if (goesOn) {
        killed += 1
        await world.killServer()
      }
    }
    if (killed > 0) {
      say(`${killed} kills are done.`)
    }
  })()

  const disorder = (async () => {
    await prepared
    while (goesOn) {
      await pause(REVERSE_EVERY_MS)
      if (goesOn) {
        await simulators.post("/callbacks/reverse", { seconds: 20 })
        await simulators.post("/events", { processor: "stripe", event: "foreign" })
      }
    }
  })()

  const end = async () => {
    goesOn = false
    await Promise.all([killer, disorder])
    await simulators.post("/faults/clear")
    await simulators.post("/callbacks/clear")
    await simulators.post("/callbacks/release")
    const calls = await simulators.calls()
    return { kills: killed, faults: calls.filter(({ fault }) => fault !== null).length }
  }
  let ended

  return {
    /** Ends it, once: no more faults, the server runs. @returns how much was broken */
    stop: () => (ended ??= end()),
    /** Ends it because everything ends: what it was at need not be put right any more. */
    abandon: () => {
      goesOn = false
    },
  }
}
