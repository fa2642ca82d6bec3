import type { EventActor, OrderEventKind } from "../../modules/crm_order/order-events"
import {
  CALL_CENTER_FOLLOWS,
  CALL_CENTER_OUTCOMES_FOR_MANAGERS,
  PAID_STATUSES,
  type CallCenterStatus,
  type Mover,
  type OrderStatus,
} from "../../modules/crm_order/order-status"
import type { OrderState } from "../../modules/crm_order/state-machine"
import type { Random } from "./random"

/** One thing that can become of an order: how often, through whom, and after how many hours. */
type Fate = {
  to: OrderStatus | "came_from" | "nothing"
  weight: number
  by: Extract<Mover, "system" | "manager">
  hours: readonly [least: number, most: number]
}

const fate = (
  to: Fate["to"],
  weight: number,
  by: Fate["by"],
  least: number,
  most: number
): Fate => ({ to, weight, by, hours: [least, most] })

const NOTHING_MORE = (weight: number): Fate => fate("nothing", weight, "system", 0, 0)

// prettier-ignore
const FATES: Record<Exclude<OrderStatus, "call_center">, readonly Fate[]> = {
  pending: [
    fate("approved", 77, "system", 0.02, 0.4), fate("declined", 13, "system", 0.01, 0.2),
    fate("call_center", 4, "manager", 1, 20),  fate("cancelled", 3, "manager", 1, 30),
    fate("closed", 3, "manager", 70, 200),
  ],
  approved: [
    fate("packed", 83, "manager", 3, 36),      fate("shipped", 10, "system", 10, 40),
    fate("call_center", 3, "manager", 2, 30),  fate("refunded", 2.5, "manager", 2, 60),
    fate("cancelled", 1.5, "manager", 1, 24),
  ],
  declined: [
    NOTHING_MORE(33),                          fate("call_center", 24, "manager", 2, 40),
    fate("cancelled", 16, "manager", 24, 120), fate("pending", 10, "system", 0.1, 24),
    fate("closed", 9, "manager", 48, 200),     fate("approved", 8, "system", 0.05, 2),
  ],
  packed: [
    fate("shipped", 97, "system", 2, 26),      fate("call_center", 2, "manager", 2, 30),
    fate("refunded", 1, "manager", 2, 48),
  ],
  shipped: [
    fate("delivered", 93, "system", 72, 340),  fate("call_center", 3, "manager", 200, 420),
    fate("refunded", 2, "manager", 120, 600),  fate("chargeback", 1, "system", 300, 900),
    NOTHING_MORE(1),
  ],
  reshipped: [
    fate("delivered", 92, "system", 72, 340),  fate("refunded", 4, "manager", 120, 600),
    NOTHING_MORE(4),
  ],
  delivered: [
    NOTHING_MORE(93),                          fate("refunded", 2.5, "manager", 24, 700),
    fate("call_center", 2, "manager", 12, 300), fate("reshipped", 1.3, "manager", 24, 400),
    fate("chargeback", 1.2, "system", 400, 1500),
  ],
  refunded:   [NOTHING_MORE(97), fate("chargeback", 3, "system", 300, 900)],
  chargeback: [NOTHING_MORE(80), fate("came_from", 20, "system", 400, 1200)],
  cancelled:  [NOTHING_MORE(98), fate("pending", 2, "manager", 1, 48)],
  closed:     [NOTHING_MORE(98), fate("pending", 2, "manager", 1, 48)],
}

type Call = { status: CallCenterStatus; weight: number; paidOnly?: true }

/** How a call ends; the operator's words go with it. */
const CALLS: readonly Call[] = [
  { status: "resolved", weight: 44 },
  { status: "failed", weight: 16 },
  { status: "cancelled", weight: 14 },
  { status: "closed", weight: 10 },
  { status: "refund_initiated", weight: 10, paidOnly: true },
  { status: "reship_initiated", weight: 6, paidOnly: true },
]

/** What the manager makes of the call's outcome: with the money here, and without. */
const DECISIONS: Partial<
  Record<CallCenterStatus, { paid: OrderStatus | "came_from"; unpaid: OrderStatus }>
> = {
  resolved: { paid: "came_from", unpaid: "approved" },
  failed: { paid: "came_from", unpaid: "declined" },
  cancelled: { paid: "refunded", unpaid: "cancelled" },
  closed: { paid: "came_from", unpaid: "closed" },
  refund_initiated: { paid: "refunded", unpaid: "cancelled" },
  reship_initiated: { paid: "reshipped", unpaid: "cancelled" },
}

const WORDS = [
  "Reached the customer, all is clear.",
  "Nobody picked up, will call again.",
  "The customer asks for another address.",
  "The bank had blocked the card; it is free again.",
  "Wrong number, wrote an e-mail instead.",
  "The customer has changed their mind.",
]

const HOUR_MS = 60 * 60 * 1000
/** A life that goes on and on is cut off here. */
const MOST_MOVES = 14

export type LifeEvent = {
  kind: OrderEventKind
  actor: EventActor
  cause: string | null
  at: Date
  data: Record<string, unknown>
  personal?: { note: string }
}

export type LifeAttention = {
  kind: "call_center_outcome"
  data: { status: CallCenterStatus }
  words: string
  since: Date
  resolved_at: Date | null
  resolved_by: string | null
}

/** What became of an order until now, with the facts that its stream tells. */
export type OrderLife = OrderState & {
  call_center_since: Date | null
  updated_at: Date
  version: number
  events: LifeEvent[]
  attention: LifeAttention[]
}

export type StaffIds = { managers: readonly string[]; operators: readonly string[] }

/**
 * Lives an order's life from `pending` at `from` until `until`: only moves of the status tables, each
 * after a believable time, with the events that the staff's and the system's moves leave behind.
 */
export const liveOrder = (random: Random, from: Date, until: Date, staff: StaffIds): OrderLife => {
  const life: OrderLife = {
    status: "pending",
    status_before_call_center: null,
    status_before_chargeback: null,
    call_center_status: null,
    call_center_since: null,
    updated_at: from,
    version: 1,
    events: [],
    attention: [],
  }
  const manager = staffActor(staff.managers, random)
  const operator = staffActor(staff.operators, random)
  const system: EventActor = { type: "system", id: null }
  let at = from

  /** Lets time pass. @returns false when that would be in the future */
  const wait = ([least, most]: readonly [number, number]): boolean => {
    // Squared: most things happen soon, few take long.
    const hours = least + (most - least) * random.number() ** 2
    const next = new Date(at.getTime() + Math.round(hours * HOUR_MS))
    if (next >= until) {
      return false
    }
    at = next
    return true
  }
  const tell = (event: Omit<LifeEvent, "at" | "cause"> & { cause?: string }): void => {
    life.events.push({ cause: null, ...event, at })
    life.updated_at = at
  }

  const settleAttention = (actor: EventActor, cause: string): void => {
    for (const entry of life.attention) {
      if (!entry.resolved_at) {
        entry.resolved_at = at
        entry.resolved_by = actor.id
        tell({ kind: "attention.resolved", actor, cause, data: { kind: entry.kind } })
      }
    }
  }

  const moveTo = (to: OrderStatus, actor: EventActor): void => {
    const before = life.status
    const follow = CALL_CENTER_FOLLOWS[to]
    const callBefore = life.call_center_status
    const call: CallCenterStatus | null =
      to === "call_center" ? "new_inquiry" : follow && callBefore === follow.from ? follow.to : null
    life.status = to
    life.version += 1
    tell({ kind: "order.status_changed", actor, data: { from: before, to } })
    if (to === "call_center") {
      life.status_before_call_center = before
      life.call_center_since ??= at
    }
    if (to === "chargeback") {
      life.status_before_chargeback = before
    }
    if (call) {
      life.call_center_status = call
      tell({
        kind: "order.call_center_status_changed",
        actor: system,
        cause: "order.status_changed",
        data: { from: callBefore, to: call },
      })
    }
    settleAttention(actor, "order.status_changed")
  }

  const callTo = (to: CallCenterStatus): void => {
    const note = random.pick(WORDS)
    const before = life.call_center_status
    life.call_center_status = to
    life.version += 1
    tell({
      kind: "order.call_center_status_changed",
      actor: operator,
      data: { from: before, to },
      personal: { note },
    })
    if (CALL_CENTER_OUTCOMES_FOR_MANAGERS.includes(to)) {
      life.attention.push({
        kind: "call_center_outcome",
        data: { status: to },
        words: note,
        since: at,
        resolved_at: null,
        resolved_by: null,
      })
      tell({
        kind: "attention.raised",
        actor: operator,
        cause: "order.call_center_status_changed",
        data: { kind: "call_center_outcome", status: to },
      })
    }
  }

  /** The operator calls, perhaps twice, and the manager decides. @returns false when that is not over */
  const liveInCallCenter = (): boolean => {
    const cameFrom = life.status_before_call_center ?? "pending"
    const paid = PAID_STATUSES.includes(cameFrom)
    if (random.chance(0.35)) {
      if (!wait([0.5, 20])) {
        return false
      }
      callTo("awaiting_response")
    }
    if (!wait([1, 70])) {
      return false
    }
    const { status } = random.weighted(CALLS.filter((call) => paid || !call.paidOnly))
    callTo(status)
    const decision = DECISIONS[status]
    if (!decision || !wait([0.5, 40])) {
      return false
    }
    const to = paid ? decision.paid : decision.unpaid
    moveTo(to === "came_from" ? cameFrom : to, manager)
    return true
  }

  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    if (life.status === "call_center") {
      if (!liveInCallCenter()) {
        break
      }
      continue
    }
    const next = random.weighted(FATES[life.status])
    if (next.to === "nothing" || !wait(next.hours)) {
      break
    }
    const to = next.to === "came_from" ? (life.status_before_chargeback ?? "delivered") : next.to
    moveTo(to, next.by === "system" ? system : manager)
  }
  if (random.chance(0.05) && wait([0.1, 50])) {
    tell({
      kind: "order.note_added",
      actor: manager,
      data: {},
      personal: { note: random.pick(WORDS) },
    })
  }
  return life
}

/** A person who works on this order; the system where the installation has no such staff. */
const staffActor = (ids: readonly string[], random: Random): EventActor =>
  ids.length > 0 ? { type: "staff", id: random.pick(ids) } : { type: "system", id: null }
