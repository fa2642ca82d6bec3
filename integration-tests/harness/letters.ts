import { eventually } from "./orders"
import type { Api } from "./api"

/** A letter as the staff API lists it. */
export type StaffMessage = {
  id: string
  order: { id: string; display_id: number } | null
  kind: string
  language: string
  state: string
  reason: string | null
  to: string | null
  subject: string | null
  due_at: string
  tries: number
  created_at: string
}

export type ButtonState = { allowed: boolean; why: string | null; because: string | null }

export type OrderLetters = {
  messages: StaffMessage[]
  actions: { payment_reminder: ButtonState; payment_link: ButtonState }
}

/** The letters about an order, the newest first, and whether its customer can be asked to pay. */
export const readLetters = async (manager: Api, orderId: string): Promise<OrderLetters> => {
  const answer = await manager.get<OrderLetters>(`/admin/crm/orders/${orderId}/messages`)
  if (answer.status !== 200) {
    throw new Error(`The letters of ${orderId} cannot be read: ${answer.status} ${answer.text}`)
  }
  return answer.body
}

/** The letters about an order as soon as none of them is on its way any more, the oldest first. */
export const restingLetters = async (manager: Api, orderId: string): Promise<StaffMessage[]> => {
  const { messages } = await eventually(
    () => readLetters(manager, orderId),
    (letters) =>
      letters.messages.length > 0 &&
      letters.messages.every(({ state }) => !["queued", "sending", "deferred"].includes(state))
  )
  return messages.reverse()
}
