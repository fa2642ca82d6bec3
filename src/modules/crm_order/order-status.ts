/**
 * The two state machines of an order, as data. The tables are those of the owner's decisions,
 * section 2: the service guards every move with them, the staff API answers them, the buttons on
 * the order card are drawn from them.
 */

export const ORDER_STATUSES = [
  "pending",
  "approved",
  "declined",
  "cancelled",
  "call_center",
  "packed",
  "shipped",
  "reshipped",
  "delivered",
  "refunded",
  "chargeback",
  "closed",
] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

/** `system` is a payment, a parcel or a job; `manager` is a person; `operator` is the call centre. */
export type Mover = "system" | "manager" | "operator"

/** What a move needs besides being in the table. Each word has one check in `move-requirements.ts`. */
export type Requirement =
  | "money_captured"
  | "no_open_payment"
  | "nothing_captured"
  | "money_to_give_back"
  | "money_to_take_back"
  | "reversal"
  | "parcel"
  | "no_parcel"

/**
 * What a manager's move does to the money besides: a status is never set alone where money should have
 * moved (decisions, section 3). `workflows/order/move-by-hand.ts` has one use case per word.
 */
export type MoneyMove = "approve_by_hand" | "refund" | "chargeback" | "reversal"

export type OrderMove = {
  from: readonly OrderStatus[]
  /** `came_from` is the status the order had before it entered `from`. */
  to: readonly (OrderStatus | "came_from")[]
  by: readonly Mover[]
  needs?: Requirement
}

const SYSTEM: readonly Mover[] = ["system"]
const MANAGER: readonly Mover[] = ["manager"]
const BOTH: readonly Mover[] = ["system", "manager"]

/** Statuses in which an order's money may be given back. */
const HOLDING_MONEY: readonly OrderStatus[] = [
  "call_center",
  "approved",
  "packed",
  "shipped",
  "reshipped",
  "delivered",
]

/** Also after a refund: then the money has really left twice. */
const CHARGEABLE: readonly OrderStatus[] = [...HOLDING_MONEY, "refunded"]

// prettier-ignore
export const ORDER_MOVES: readonly OrderMove[] = [
  { from: ["pending"],              to: ["approved"],                             by: SYSTEM,  needs: "money_captured" },
  { from: ["pending"],              to: ["approved"],                             by: MANAGER, needs: "no_open_payment" },
  { from: ["pending"],              to: ["declined"],                             by: BOTH    },
  { from: ["pending"],              to: ["cancelled", "call_center", "closed"],   by: MANAGER },

  { from: ["declined"],             to: ["pending"],                              by: SYSTEM  },
  { from: ["declined"],             to: ["approved"],                             by: SYSTEM,  needs: "money_captured" },
  { from: ["declined"],             to: ["approved"],                             by: MANAGER, needs: "no_open_payment" },
  { from: ["declined"],             to: ["call_center", "cancelled", "closed"],   by: MANAGER },

  { from: ["call_center"],          to: ["approved"],                             by: SYSTEM,  needs: "money_captured" },
  { from: ["call_center"],          to: ["approved"],                             by: MANAGER, needs: "no_open_payment" },
  { from: ["call_center"],          to: ["declined"],                             by: BOTH    },
  { from: ["call_center"],          to: ["pending", "cancelled", "closed"],       by: MANAGER },
  { from: ["call_center"],          to: ["reshipped"],                            by: MANAGER, needs: "parcel" },
  { from: ["call_center"],          to: ["came_from"],                            by: MANAGER },

  { from: ["approved"],             to: ["packed"],                               by: BOTH    },
  { from: ["approved"],             to: ["shipped"],                              by: BOTH,    needs: "parcel" },
  { from: ["approved"],             to: ["call_center"],                          by: MANAGER },
  // A bank's return takes an approval back as long as nothing has been handed over.
  { from: ["approved"],             to: ["declined"],                             by: BOTH,    needs: "nothing_captured" },
  { from: ["approved"],             to: ["cancelled", "pending"],                 by: MANAGER, needs: "nothing_captured" },

  // What lies with suppliers is taken back from them first: that is what makes the order approved again.
  { from: ["packed"],               to: ["approved"],                             by: MANAGER, needs: "no_parcel" },
  { from: ["packed"],               to: ["call_center"],                          by: MANAGER },
  { from: ["packed"],               to: ["shipped"],                              by: BOTH,    needs: "parcel" },

  { from: ["shipped", "reshipped"], to: ["delivered"],                            by: BOTH    },
  { from: ["shipped", "reshipped"], to: ["reshipped"],                            by: MANAGER, needs: "parcel" },
  { from: ["shipped", "reshipped"], to: ["call_center"],                          by: MANAGER },

  { from: ["delivered"],            to: ["reshipped"],                            by: MANAGER, needs: "parcel" },
  { from: ["delivered"],            to: ["call_center"],                          by: MANAGER },

  { from: HOLDING_MONEY,            to: ["refunded"],                             by: SYSTEM,  needs: "nothing_captured" },
  { from: HOLDING_MONEY,            to: ["refunded"],                             by: MANAGER, needs: "money_to_give_back" },
  { from: CHARGEABLE,               to: ["chargeback"],                           by: SYSTEM  },
  { from: CHARGEABLE,               to: ["chargeback"],                           by: MANAGER, needs: "money_to_take_back" },
  { from: ["chargeback"],           to: ["came_from"],                            by: SYSTEM,  needs: "reversal" },
  { from: ["chargeback"],           to: ["came_from"],                            by: MANAGER },

  { from: ["cancelled", "closed"],  to: ["pending", "call_center"],               by: MANAGER },
]

export const CALL_CENTER_STATUSES = [
  "new_inquiry",
  "resolved",
  "awaiting_response",
  "cancelled",
  "failed",
  "closed",
  "refund_initiated",
  "reship_initiated",
  "refunded",
  "reshipped",
] as const
export type CallCenterStatus = (typeof CALL_CENTER_STATUSES)[number]

export type CallCenterMove = {
  from: readonly CallCenterStatus[]
  to: readonly CallCenterStatus[]
  by: readonly Mover[]
}

const CONTACT: readonly Mover[] = ["operator", "manager"]

// prettier-ignore
export const CALL_CENTER_MOVES: readonly CallCenterMove[] = [
  { from: ["new_inquiry", "awaiting_response", "refund_initiated", "reship_initiated"],
    to:   ["resolved", "awaiting_response", "cancelled", "failed", "closed", "refund_initiated", "reship_initiated"], by: CONTACT },
  { from: ["resolved", "cancelled", "failed", "closed"], to: ["awaiting_response"], by: CONTACT },
  { from: ["refund_initiated"], to: ["refunded"],  by: SYSTEM },
  { from: ["reship_initiated"], to: ["reshipped"], by: SYSTEM },
]

/** What the call centre's promise becomes when the manager keeps it. */
export const CALL_CENTER_FOLLOWS: Partial<
  Record<OrderStatus, { from: CallCenterStatus; to: CallCenterStatus }>
> = {
  refunded: { from: "refund_initiated", to: "refunded" },
  reshipped: { from: "reship_initiated", to: "reshipped" },
}

/** Outcomes of the call centre that a manager has to look at, with the operator's words. */
export const CALL_CENTER_OUTCOMES_FOR_MANAGERS: readonly CallCenterStatus[] = [
  "resolved",
  "cancelled",
  "failed",
  "closed",
  "refund_initiated",
  "reship_initiated",
]

/** Statuses of an order whose money has come in (call_center counts only with captured money). */
export const PAID_STATUSES: readonly OrderStatus[] = [
  "approved",
  "packed",
  "shipped",
  "reshipped",
  "delivered",
]

/**
 * Where a new shipping address still reaches a parcel: the first one before it is packed, or the next
 * one after a first has been sent. A packed order is taken back from the supplier first.
 */
export const ADDRESS_STATUSES: readonly OrderStatus[] = [
  "pending",
  "approved",
  "declined",
  "call_center",
  "shipped",
  "reshipped",
  "delivered",
]

/** The tabs of the Orders page: which statuses each one shows; `null` shows every status. */
export const ORDER_TABS = {
  all: null,
  pending: ["pending"],
  approved: ["approved"],
  declined: ["declined"],
  call_center: ["call_center"],
  pickups: ["approved", "packed"],
  delivered: ["delivered"],
  returns: ["refunded", "reshipped", "chargeback"],
  cancelled: ["cancelled"],
} as const satisfies Record<string, readonly OrderStatus[] | null>
export type OrderTab = keyof typeof ORDER_TABS
