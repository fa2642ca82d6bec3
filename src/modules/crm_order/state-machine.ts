import {
  ADDRESS_STATUSES,
  CALL_CENTER_MOVES,
  CALL_CENTER_STATUSES,
  ORDER_MOVES,
  ORDER_STATUSES,
  type CallCenterStatus,
  type MoneyMove,
  type Mover,
  type OrderStatus,
  type Requirement,
} from "./order-status"
import {
  MOVE_REQUIREMENTS,
  moneyMoveOf,
  moveFactsOf,
  type MoveFacts,
  type OrderMoney,
} from "./move-requirements"

/** The columns of an order that the tables of moves look at. */
export type OrderState = {
  status: OrderStatus
  status_before_call_center: OrderStatus | null
  status_before_chargeback: OrderStatus | null
  call_center_status: CallCenterStatus | null
}

/** Whether the table has no such move, or which requirement refuses one that it has. */
export type Refusal = "table" | Requirement

/** An order with what its moves may need besides. */
export type MovingOrder = OrderState & OrderMoney

/**
 * One status and whether the order may move there now; `why` is the sentence that refuses and
 * `because` its cause, for pages that say it in another language.
 */
export type MoveOption<Status> = {
  status: Status
  allowed: boolean
  why: string | null
  because: Refusal | null
}

/** `money` is what the move does to the order's money besides. */
export type OrderMoveOption = MoveOption<OrderStatus> & { money: MoneyMove | null }

type LegalMove = { to: OrderStatus; needs?: Requirement }

const words = (status: string): string => status.replaceAll("_", " ")

const listInWords = (statuses: readonly string[]): string =>
  statuses.length === 0 ? "nothing" : statuses.map(words).join(", ")

const cameFrom = (state: OrderState): OrderStatus | null =>
  state.status === "chargeback" ? state.status_before_chargeback : state.status_before_call_center

/** The moves of the table that are open from this state to this mover; a requirement may still refuse. */
export const legalOrderMoves = (state: OrderState, mover: Mover): LegalMove[] => {
  const moves = new Map<OrderStatus, LegalMove>()
  for (const move of ORDER_MOVES) {
    if (!move.from.includes(state.status) || !move.by.includes(mover)) {
      continue
    }
    for (const target of move.to) {
      const to = target === "came_from" ? cameFrom(state) : target
      if (to && !moves.has(to)) {
        moves.set(to, { to, needs: move.needs })
      }
    }
  }
  return [...moves.values()]
}

/** The statuses this mover may give the order now, requirements included. */
export const allowedOrderStatuses = (
  state: MovingOrder,
  mover: Mover,
  facts: MoveFacts = moveFactsOf(state)
): OrderStatus[] =>
  legalOrderMoves(state, mover)
    .filter((move) => !move.needs || MOVE_REQUIREMENTS[move.needs](facts) === null)
    .map((move) => move.to)

/** `null` when the move is legal, else the sentence that names the legal ones. */
export const refuseOrderMove = (
  state: MovingOrder,
  to: OrderStatus,
  mover: Mover,
  facts: MoveFacts = moveFactsOf(state)
): string | null => {
  const move = legalOrderMoves(state, mover).find((candidate) => candidate.to === to)
  if (move) {
    return move.needs ? MOVE_REQUIREMENTS[move.needs](facts) : null
  }
  if (to === state.status) {
    return `The order is already ${words(to)}.`
  }
  const allowed = allowedOrderStatuses(state, mover, facts)
  return `An order that is ${words(state.status)} cannot become ${words(to)}. It can become: ${listInWords(allowed)}.`
}

/** Every order status with whether and why (not): what the order card draws its buttons from. */
export const orderMoveOptions = (
  state: MovingOrder,
  mover: Mover,
  facts: MoveFacts = moveFactsOf(state)
): OrderMoveOption[] =>
  ORDER_STATUSES.map((status) => {
    const why = refuseOrderMove(state, status, mover, facts)
    const move = legalOrderMoves(state, mover).find((candidate) => candidate.to === status)
    const because = why === null ? null : (move?.needs ?? "table")
    const money = why === null ? moneyMoveOf({ from: state.status, to: status }, facts) : null
    return { status, allowed: why === null, why, because, money }
  })

/** The call-centre statuses this mover may set now. */
export const allowedCallCenterStatuses = (
  from: CallCenterStatus | null,
  mover: Mover
): CallCenterStatus[] => {
  const targets = CALL_CENTER_MOVES.filter(
    (move) => from !== null && move.from.includes(from) && move.by.includes(mover)
  ).flatMap((move) => move.to)
  return CALL_CENTER_STATUSES.filter((status) => status !== from && targets.includes(status))
}

/** `null` when the call-centre move is legal, else the sentence that names the legal ones. */
export const refuseCallCenterMove = (
  from: CallCenterStatus | null,
  to: CallCenterStatus,
  mover: Mover
): string | null => {
  if (from === null) {
    return "This order has never been with the call centre."
  }
  const allowed = allowedCallCenterStatuses(from, mover)
  if (allowed.includes(to)) {
    return null
  }
  if (from === to) {
    return `The call-centre status is already ${words(to)}.`
  }
  return `The call-centre status ${words(from)} cannot become ${words(to)}. It can become: ${listInWords(allowed)}.`
}

/** Every call-centre status with whether and why (not). */
export const callCenterMoveOptions = (
  from: CallCenterStatus | null,
  mover: Mover
): MoveOption<CallCenterStatus>[] =>
  CALL_CENTER_STATUSES.map((status) => {
    const why = refuseCallCenterMove(from, status, mover)
    return { status, allowed: why === null, why, because: why === null ? null : "table" }
  })

/** `null` when the shipping address may still be changed, else the sentence that says why not. */
export const refuseAddressChange = (status: OrderStatus): string | null =>
  ADDRESS_STATUSES.includes(status)
    ? null
    : `The address of an order that is ${words(status)} cannot be changed any more.`

/**
 * Checks the tables themselves: no status without a way in, no way out of `came_from` states
 * without a remembered status, no requirement without a check. Runs when the module starts, so that
 * a wrong table never serves an order.
 *
 * @throws Error that names every fault of the tables
 */
export const checkStatusTables = (): void => {
  const faults: string[] = []
  const reachable = new Set<OrderStatus>(["pending"])
  const leavable = new Set<OrderStatus>()
  for (const move of ORDER_MOVES) {
    move.to.forEach((to) => to !== "came_from" && reachable.add(to))
    move.from.forEach((from) => leavable.add(from))
    if (move.to.includes("came_from") && move.from.some((from) => !hasMemory(from))) {
      faults.push(`nothing remembers the status before ${move.from.join(", ")}`)
    }
    if (move.by.length === 0) {
      faults.push(`nobody may move ${move.from.join(", ")} to ${move.to.join(", ")}`)
    }
  }
  for (const status of ORDER_STATUSES) {
    if (!reachable.has(status)) faults.push(`nothing leads to ${status}`)
    if (!leavable.has(status)) faults.push(`nothing leads out of ${status}`)
  }
  const contactTargets = new Set(CALL_CENTER_MOVES.flatMap((move) => move.to))
  for (const status of CALL_CENTER_STATUSES) {
    if (status !== "new_inquiry" && !contactTargets.has(status)) {
      faults.push(`nothing leads to the call-centre status ${status}`)
    }
  }
  if (faults.length > 0) {
    throw new Error(`The status tables are wrong: ${faults.join("; ")}.`)
  }
}

const hasMemory = (status: OrderStatus): boolean =>
  status === "call_center" || status === "chargeback"
