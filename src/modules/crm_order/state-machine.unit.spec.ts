import {
  CALL_CENTER_STATUSES,
  ORDER_STATUSES,
  type CallCenterStatus,
  type Mover,
  type OrderStatus,
} from "./order-status"
import { UNKNOWN_FACTS } from "./move-requirements"
import {
  allowedCallCenterStatuses,
  allowedOrderStatuses,
  checkStatusTables,
  orderMoveOptions,
  refuseCallCenterMove,
  refuseOrderMove,
  type OrderState,
} from "./state-machine"

const state = (status: OrderStatus, rest: Partial<OrderState> = {}): OrderState => ({
  status,
  status_before_call_center: null,
  status_before_chargeback: null,
  call_center_status: null,
  ...rest,
})

/** The table of the decisions, section 2, said once more: what a manager may do from where. */
const MANAGER_MOVES: Record<OrderStatus, OrderStatus[]> = {
  pending: ["approved", "declined", "cancelled", "call_center", "closed"],
  declined: ["approved", "call_center", "cancelled", "closed"],
  call_center: [
    "pending",
    "approved",
    "declined",
    "cancelled",
    "closed",
    "refunded",
    "reshipped",
    "chargeback",
  ],
  approved: [
    "packed",
    "shipped",
    "call_center",
    "refunded",
    "chargeback",
    "cancelled",
    "declined",
    "pending",
  ],
  packed: ["approved", "shipped", "call_center", "refunded", "chargeback"],
  shipped: ["delivered", "reshipped", "call_center", "refunded", "chargeback"],
  reshipped: ["delivered", "reshipped", "call_center", "refunded", "chargeback"],
  delivered: ["reshipped", "call_center", "refunded", "chargeback"],
  refunded: ["chargeback"],
  chargeback: [],
  cancelled: ["pending", "call_center"],
  closed: ["pending", "call_center"],
}

const SYSTEM_MOVES: Record<OrderStatus, OrderStatus[]> = {
  pending: ["approved", "declined"],
  declined: ["pending", "approved"],
  call_center: ["approved", "declined", "refunded", "chargeback"],
  approved: ["packed", "shipped", "refunded", "chargeback"],
  packed: ["shipped", "refunded", "chargeback"],
  shipped: ["delivered", "refunded", "chargeback"],
  reshipped: ["delivered", "refunded", "chargeback"],
  delivered: ["refunded", "chargeback"],
  refunded: ["chargeback"],
  chargeback: [],
  cancelled: [],
  closed: [],
}

describe("order status", () => {
  it("has sound tables", () => {
    expect(checkStatusTables).not.toThrow()
  })

  it.each(ORDER_STATUSES)("lets each mover go from %s exactly where the decisions say", (from) => {
    const wanted: Record<Mover, OrderStatus[]> = {
      manager: MANAGER_MOVES[from],
      system: SYSTEM_MOVES[from],
      operator: [],
    }
    for (const [mover, statuses] of Object.entries(wanted)) {
      expect(allowedOrderStatuses(state(from), mover as Mover).sort()).toEqual([...statuses].sort())
    }
  })

  it("goes back from the call centre to where the order came from", () => {
    const order = state("call_center", { status_before_call_center: "shipped" })
    expect(refuseOrderMove(order, "shipped", "manager")).toBeNull()
    expect(refuseOrderMove(order, "packed", "manager")).toMatch(/cannot become packed/)
  })

  it("goes back from a chargeback only to the status before it", () => {
    const order = state("chargeback", { status_before_chargeback: "delivered" })
    expect(allowedOrderStatuses(order, "manager")).toEqual(["delivered"])
    expect(
      refuseOrderMove(order, "delivered", "manager", {
        ...UNKNOWN_FACTS,
        chargeback_reversed: false,
      })
    ).toMatch(/not reversed/)
  })

  it("keeps an order with money from being cancelled", () => {
    const facts = { ...UNKNOWN_FACTS, captured_balance: 100n }
    expect(refuseOrderMove(state("approved"), "cancelled", "manager", facts)).toMatch(/refund/)
    expect(allowedOrderStatuses(state("approved"), "manager", facts)).not.toContain("cancelled")
  })

  it("refuses in a sentence that names the legal moves", () => {
    expect(refuseOrderMove(state("refunded"), "shipped", "manager")).toBe(
      "An order that is refunded cannot become shipped. It can become: chargeback."
    )
    expect(refuseOrderMove(state("pending"), "pending", "manager")).toBe(
      "The order is already pending."
    )
  })

  it("offers every status with a reason wherever it is refused", () => {
    const options = orderMoveOptions(state("pending"), "manager")
    expect(options.map((option) => option.status)).toEqual([...ORDER_STATUSES])
    expect(options.every((option) => option.allowed === (option.why === null))).toBe(true)
  })
})

describe("call-centre status", () => {
  const OPEN: CallCenterStatus[] = [
    "new_inquiry",
    "awaiting_response",
    "refund_initiated",
    "reship_initiated",
  ]
  const OUTCOMES: CallCenterStatus[] = [
    "resolved",
    "awaiting_response",
    "cancelled",
    "failed",
    "closed",
    "refund_initiated",
    "reship_initiated",
  ]

  it.each(CALL_CENTER_STATUSES)("lets an operator go from %s where the decisions say", (from) => {
    const wanted = OPEN.includes(from)
      ? OUTCOMES.filter((to) => to !== from)
      : ["refunded", "reshipped"].includes(from)
        ? []
        : ["awaiting_response"]
    expect(allowedCallCenterStatuses(from, "operator").sort()).toEqual([...wanted].sort())
    expect(allowedCallCenterStatuses(from, "manager").sort()).toEqual([...wanted].sort())
  })

  it("lets only the system keep the operator's promises", () => {
    expect(refuseCallCenterMove("refund_initiated", "refunded", "operator")).toMatch(/cannot/)
    expect(refuseCallCenterMove("refund_initiated", "refunded", "system")).toBeNull()
  })

  it("does not exist before the call centre has the order", () => {
    expect(refuseCallCenterMove(null, "resolved", "operator")).toMatch(/never been/)
  })
})
