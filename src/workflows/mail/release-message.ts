import type { MedusaContainer } from "@medusajs/framework/types"
import { MAIL_MODULE } from "../../modules/mail"
import type MailModuleService from "../../modules/mail/service"
import { withMessage, type MessageDeed } from "./hold-message"
import { settleMailAttention } from "./settle-mail-attention"

/**
 * Lets a message go out at once: its hold or its pause between two tries is over (`send_now`), or it
 * has failed or could not be written and is tried once more (`retry`). Its Message-ID stays.
 *
 * @throws Problem 404; 409 `being_sent`, `gone_out`, `not_waiting`, `due_already`, `nothing_to_retry`,
 * `archived`
 */
export const releaseMessage = async (
  container: MedusaContainer,
  action: "send_now" | "retry",
  deed: MessageDeed
): Promise<void> => {
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  await withMessage(container, action, deed, async ({ transaction, message, tell }) => {
    await messages.release(transaction, message.id, action === "retry")
    const { id, kind, language } = message
    await tell({
      kind: "mail.queued",
      data: { message_id: id, letter: kind, language, hold_until: null, by: action },
    })
    await settleMailAttention(container, transaction, message, deed)
  })
}
