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

/**
 * What a move needs besides being in the table. Each word has one check in `move-requirements.ts`,
 * which is where the payment and dispatch issues attach.
 */
export type Requirement = "money_captured" | "nothing_captured" | "reversal" | "parcel"

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

// prettier-ignore
export const ORDER_MOVES: readonly OrderMove[] = [
  { from: ["pending"],              to: ["approved"],                             by: BOTH,    needs: "money_captured" },
  { from: ["pending"],              to: ["declined"],                             by: BOTH    },
  { from: ["pending"],              to: ["cancelled", "call_center", "closed"],   by: MANAGER },

  { from: ["declined"],             to: ["pending"],                              by: SYSTEM  },
  { from: ["declined"],             to: ["approved"],                             by: BOTH,    needs: "money_captured" },
  { from: ["declined"],             to: ["call_center", "cancelled", "closed"],   by: MANAGER },

  { from: ["call_center"],          to: ["approved"],                             by: BOTH,    needs: "money_captured" },
  { from: ["call_center"],          to: ["declined", "refunded", "chargeback"],   by: BOTH    },
  { from: ["call_center"],          to: ["pending", "cancelled", "closed"],       by: MANAGER },
  { from: ["call_center"],          to: ["reshipped"],                            by: MANAGER, needs: "parcel" },
  { from: ["call_center"],          to: ["came_from"],                            by: MANAGER },

  { from: ["approved"],             to: ["packed", "refunded", "chargeback"],     by: BOTH    },
  { from: ["approved"],             to: ["shipped"],                              by: BOTH,    needs: "parcel" },
  { from: ["approved"],             to: ["call_center"],                          by: MANAGER },
  { from: ["approved"],             to: ["cancelled", "declined", "pending"],     by: MANAGER, needs: "nothing_captured" },

  // A bank has returned the payment before anything was handed over.
  { from: ["approved"],             to: ["declined"],                             by: SYSTEM,  needs: "nothing_captured" },

  { from: ["packed"],               to: ["approved", "call_center"],              by: MANAGER },
  { from: ["packed"],               to: ["shipped"],                              by: BOTH,    needs: "parcel" },
  { from: ["packed"],               to: ["refunded", "chargeback"],               by: BOTH    },

  { from: ["shipped", "reshipped"], to: ["delivered", "refunded", "chargeback"],  by: BOTH    },
  { from: ["shipped", "reshipped"], to: ["reshipped"],                            by: MANAGER, needs: "parcel" },
  { from: ["shipped", "reshipped"], to: ["call_center"],                          by: MANAGER },

  { from: ["delivered"],            to: ["reshipped"],                            by: MANAGER, needs: "parcel" },
  { from: ["delivered"],            to: ["call_center"],                          by: MANAGER },
  { from: ["delivered"],            to: ["refunded", "chargeback"],               by: BOTH    },

  { from: ["refunded"],             to: ["chargeback"],                           by: BOTH    },
  { from: ["chargeback"],           to: ["came_from"],                            by: BOTH,    needs: "reversal" },

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
