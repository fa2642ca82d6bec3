import type { OrderStatus } from "../../modules/crm_order/order-status"

/** What of a customer's orders may stand against erasing his data. */
export type ErasureSituation = {
  orders: readonly { display_id: number; status: OrderStatus; archived: boolean }[]
  /** The display numbers of orders with a charge or refund whose outcome is open. */
  paying: readonly number[]
  /** The same with a parcel that has not arrived and is not lost. */
  travelling: readonly number[]
  /** The same with a letter that is being sent at this moment. */
  writing: readonly number[]
}

export type ErasureRefusal = { code: string; sentence: string }

/** Where an order still needs to know for whom it is. */
const UNDER_WAY: Partial<Record<OrderStatus, string>> = {
  pending: "waits for its payment",
  approved: "is paid and not sent yet",
  packed: "lies with its shipper",
  call_center: "is with the call centre",
}

const named = (numbers: readonly number[]): string =>
  numbers
    .slice(0, 3)
    .map((number) => `#${number}`)
    .join(", ") + (numbers.length > 3 ? ` and ${numbers.length - 3} more` : "")

/** Why a customer's data cannot be erased now; null when they can. */
export const refuseErasure = (situation: ErasureSituation): ErasureRefusal | null => {
  const { orders, paying, travelling, writing } = situation
  if (paying.length > 0) {
    return {
      code: "payment_under_way",
      sentence: `A payment is under way (order ${named(paying)}): wait for its outcome, or close it.`,
    }
  }
  if (travelling.length > 0) {
    return {
      code: "parcel_under_way",
      sentence: `A parcel is under way (order ${named(travelling)}): wait until it has arrived.`,
    }
  }
  if (writing.length > 0) {
    return {
      code: "letter_under_way",
      sentence: `A letter is being sent at this moment (order ${named(writing)}): try again.`,
    }
  }
  const open = orders.find(({ status, archived }) => !archived && UNDER_WAY[status])
  return open
    ? {
        code: "order_under_way",
        sentence: `Order #${open.display_id} ${UNDER_WAY[open.status]}: finish, cancel or close it first.`,
      }
    : null
}
