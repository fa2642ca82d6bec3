import {
  CALL_CENTER_STATUSES,
  ORDER_STATUSES,
  type CallCenterStatus,
  type Mover,
  type OrderStatus,
} from "./order-status"
import { moneyMoveOf, moveFactsOf, type OrderMoney } from "./move-requirements"
import {
  allowedCallCenterStatuses,
  allowedOrderStatuses,
  checkStatusTables,
  orderMoveOptions,
  refuseCallCenterMove,
  refuseOrderMove,
  type MovingOrder,
} from "./state-machine"

/** What has become of an order's money, as its columns say. */
const UNPAID: OrderMoney = {
  currency: "EUR",
  captured: "0.0000",
  refunded: "0.0000",
  charged_back: "0.0000",
  payment_state: "unpaid",
  parcels: null,
}
const PAID: OrderMoney = { ...UNPAID, captured: "34.9500", payment_state: "paid" }
const REFUNDED: OrderMoney = { ...PAID, refunded: "34.9500", payment_state: "refunded" }
const PARTLY_REFUNDED: OrderMoney = {
  ...PAID,
  refunded: "5.0000",
  payment_state: "partly_refunded",
}
const CHARGED_BACK: OrderMoney = { ...PAID, charged_back: "34.9500", payment_state: "charged_back" }
const RETURNED: OrderMoney = { ...UNPAID, payment_state: "returned" }
const WAITING: OrderMoney = { ...UNPAID, payment_state: "pending" }

const state = (
  status: OrderStatus,
  money: OrderMoney = UNPAID,
  rest: Partial<MovingOrder> = {}
): MovingOrder => ({
  status,
  status_before_call_center: null,
  status_before_chargeback: null,
  call_center_status: null,
  ...money,
  ...rest,
})

const but = (statuses: readonly OrderStatus[], ...left: OrderStatus[]): OrderStatus[] =>
  statuses.filter((status) => !left.includes(status))

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
  approved: ["packed", "shipped", "refunded", "chargeback", "declined"],
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

  /** Of the moves above: those that stay possible with the order's money as it is. */
  const byMoney: [string, OrderMoney, (to: OrderStatus[]) => OrderStatus[], (to: OrderStatus[]) => OrderStatus[]][] = [
    ["unpaid", UNPAID, (to) => but(to, "refunded", "chargeback"), (to) => but(to, "approved")],
    ["paid", PAID, (to) => to, (to) => but(to, "refunded")],
    ["refunded", REFUNDED, (to) => to, (to) => but(to, "approved")],
    ["partly refunded", PARTLY_REFUNDED, (to) => to, (to) => but(to, "refunded")],
    ["waiting for a payment", WAITING, (to) => but(to, "approved", "refunded", "chargeback"), (to) => but(to, "approved")],
  ] // prettier-ignore
  const KEEPS: OrderStatus[] = ["cancelled", "declined", "pending"]

  describe.each(byMoney)("of an order that is %s", (name, money, managerMay, systemMay) => {
    it.each(ORDER_STATUSES)("lets each mover go from %s where the decisions say", (from) => {
      const hasMoney = name === "paid" || name === "partly refunded"
      // Who has the customer's money gives it back before anything else.
      const blocked = from === "approved" && hasMoney ? KEEPS : []
      // Taken back from the supplier: approved it was before.
      const manager = but(managerMay(MANAGER_MOVES[from]), ...blocked)
      const wanted: Record<Mover, OrderStatus[]> = {
        manager: from === "packed" && name !== "paid" ? [...new Set([...manager, "approved" as const])] : manager,
        system: but(systemMay(SYSTEM_MOVES[from]), ...blocked),
        operator: [],
      } // prettier-ignore
      for (const [mover, statuses] of Object.entries(wanted)) {
        const allowed = allowedOrderStatuses(state(from, money), mover as Mover)
        expect([mover, allowed.sort()]).toEqual([mover, [...statuses].sort()])
      }
    })
  })

  it("goes back from the call centre to where the order came from", () => {
    const order = state("call_center", PAID, { status_before_call_center: "shipped" })
    expect(refuseOrderMove(order, "shipped", "manager")).toBeNull()
    expect(refuseOrderMove(order, "packed", "manager")).toMatch(/cannot become packed/)
  })

  it("goes back from a chargeback only to the status before it", () => {
    const order = state("chargeback", CHARGED_BACK, { status_before_chargeback: "delivered" })
    expect(allowedOrderStatuses(order, "manager")).toEqual(["delivered"])
    expect(refuseOrderMove(order, "delivered", "system")).toMatch(/not reversed/)
    expect(refuseOrderMove({ ...order, charged_back: "0.0000" }, "delivered", "system")).toBeNull()
  })

  it("keeps an order with money from being cancelled", () => {
    expect(refuseOrderMove(state("approved", PAID), "cancelled", "manager")).toMatch(/refund/)
    expect(refuseOrderMove(state("approved", REFUNDED), "cancelled", "manager")).toBeNull()
  })

  it("takes an approval back when the bank has returned the money", () => {
    expect(refuseOrderMove(state("approved", RETURNED), "declined", "system")).toBeNull()
    expect(refuseOrderMove(state("packed", RETURNED), "declined", "system")).toMatch(/cannot/)
  })

  it("refunds nothing that the bank has taken", () => {
    const order = state("call_center", CHARGED_BACK)
    expect(refuseOrderMove(order, "refunded", "manager")).toMatch(/give it back twice/)
  })

  it.each<[OrderStatus, OrderMoney, OrderStatus, string | null]>([
    ["pending", UNPAID, "approved", "approve_by_hand"],
    ["declined", UNPAID, "approved", "approve_by_hand"],
    ["pending", PAID, "approved", null],
    ["packed", UNPAID, "approved", null],
    ["approved", PAID, "refunded", "refund"],
    ["delivered", PARTLY_REFUNDED, "refunded", "refund"],
    ["call_center", REFUNDED, "refunded", null],
    ["shipped", PAID, "chargeback", "chargeback"],
    ["refunded", REFUNDED, "chargeback", "chargeback"],
    ["approved", CHARGED_BACK, "chargeback", null],
    ["chargeback", CHARGED_BACK, "delivered", "reversal"],
    ["chargeback", PAID, "delivered", null],
    ["approved", PAID, "packed", null],
  ])("from %s moves the money with the status where it must: %#", (from, money, to, kind) => {
    expect(moneyMoveOf({ from, to }, moveFactsOf(money))).toBe(kind)
  })

  it("refuses in a sentence that names the legal moves", () => {
    expect(refuseOrderMove(state("refunded", REFUNDED), "shipped", "manager")).toBe(
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
