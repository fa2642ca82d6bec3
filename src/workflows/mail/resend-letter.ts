import type { MedusaContainer } from "@medusajs/framework/types"
import { notFound } from "../../lib/problem"
import { MAIL_MODULE } from "../../modules/mail"
import { messageIdOf } from "../../modules/mail/message-id"
import type MailModuleService from "../../modules/mail/service"
import { withMessage, type MessageDeed } from "./hold-message"
import { queueLetters } from "./queue-letters"
import { settleMailAttention } from "./settle-mail-attention"

/** What may follow "resend:" in the cause of a letter that is itself sent again: the first one's id. */
const originOf = (id: string, data: Record<string, unknown>): string =>
  typeof data.of === "string" ? data.of : id

/**
 * Sends a letter of an order again: a new message with a Message-ID of its own, written anew with what
 * is known now. It goes out at once, also where its kind is switched off: a person has decided so.
 *
 * @returns the new message's id
 * @throws Problem 404; 409 `still_waiting`, `archived`
 */
export const resendLetter = async (
  container: MedusaContainer,
  {
    order_id,
    message_id,
    reason,
    ...by
  }: Omit<MessageDeed, "id"> & { order_id: string; message_id: string; reason: string }
): Promise<string> => {
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  const deed = { ...by, id: message_id }
  return withMessage(container, "resend", deed, async ({ transaction, message, order, tell }) => {
    if (!order || order.id !== order_id) {
      throw notFound("message")
    }
    const { kind, shop_id, language, data } = message
    const origin = originOf(message.id, data)
    const beginning = `resend:${origin}:`
    const number = 1 + (await messages.countByCause(transaction, order.id, beginning))
    const cause = `${beginning}${number}`
    await queueLetters(container, transaction, [
      {
        kind,
        crm_order_id: order.id,
        shop_id,
        cause,
        language,
        actor: by.actor,
        data: { ...data, of: origin },
        note: reason,
        is_demanded: true,
      },
    ])
    const id = messageIdOf(cause, kind)
    await tell({
      kind: "mail.resent",
      data: { message_id: id, letter: kind, of: message.id },
      personal: { note: reason },
    })
    await settleMailAttention(container, transaction, message, deed)
    return id
  })
}
