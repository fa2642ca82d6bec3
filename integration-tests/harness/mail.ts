import type { MessageTry } from "../../src/modules/mail/types"
import { eventually, placeOrder } from "./orders"
import type { TestServer } from "./server"

export type StoredMessage = {
  id: string
  crm_order_id: string
  kind: string
  state: string
  reason: string | null
  tries: number
  answer: string | null
  internet_message_id: string
  account_id: string | null
  due_at: Date
}

/** The letters of an order, the first to be queued first. */
export const messagesOf = async (
  server: Pick<TestServer, "db">,
  orderId: string
): Promise<StoredMessage[]> =>
  (
    await server.db.query<StoredMessage>(
      "select * from mail_message where crm_order_id = $1 order by created_at, id",
      [orderId]
    )
  ).rows

/** Every conversation about a message, in their order. */
export const triesOf = async (
  server: Pick<TestServer, "db">,
  messageId: string
): Promise<MessageTry[]> =>
  (
    await server.db.query<MessageTry>(
      "select * from mail_try where message_id = $1 order by number",
      [messageId]
    )
  ).rows

/** How many letters are in which state. */
export const countStates = async (
  server: Pick<TestServer, "db">
): Promise<Record<string, number>> => {
  const { rows } = await server.db.query<{ state: string; count: number }>(
    "select state, count(*)::int as count from mail_message group by state"
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

/** The stream of an order as far as it tells of letters. */
export const mailEventsOf = async (
  server: Pick<TestServer, "db">,
  orderId: string
): Promise<string[]> =>
  (
    await server.db.query<{ kind: string }>(
      "select kind from crm_order_event where crm_order_id = $1 and kind like 'mail.%' order by id",
      [orderId]
    )
  ).rows.map(({ kind }) => kind)

/** The open entries for a person about a subject. */
export const openEntries = async (
  server: Pick<TestServer, "db">,
  subjectId: string
): Promise<string[]> =>
  (
    await server.db.query<{ kind: string }>(
      "select kind from attention_entry where subject_id = $1 and resolved_at is null",
      [subjectId]
    )
  ).rows.map(({ kind }) => kind)

/** A new order with the one letter that says that it was received, once that letter is in a state. */
export const orderWithLetter = async (
  server: TestServer,
  state: string,
  changes: Record<string, unknown> = {}
): Promise<{ id: string; message: StoredMessage }> => {
  const id = await placeOrder(server, changes)
  const message = await letterInState(server, id, state)
  return { id, message }
}

/** The first letter of an order, once it is in a state. */
export const letterInState = async (
  server: Pick<TestServer, "db">,
  orderId: string,
  state: string
): Promise<StoredMessage> => {
  const [message] = await eventually(
    () => messagesOf(server, orderId),
    ([first]) => first?.state === state
  )
  if (message?.state !== state) {
    throw new Error(
      `The letter of ${orderId} is ${message?.state ?? "not there"} (${message?.answer}), not ${state}.`
    )
  }
  return message
}
