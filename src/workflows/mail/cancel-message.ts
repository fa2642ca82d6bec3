import type { MedusaContainer } from "@medusajs/framework/types"
import { MAIL_MODULE } from "../../modules/mail"
import type MailModuleService from "../../modules/mail/service"
import { withMessage, type MessageDeed } from "./hold-message"
import { settleMailAttention } from "./settle-mail-attention"

/**
 * Stops a message that has not gone out.
 *
 * @throws Problem 404; 409 `being_sent`, `gone_out`, `not_waiting`
 */
export const cancelMessage = async (
  container: MedusaContainer,
  { reason, ...deed }: MessageDeed & { reason: string | null }
): Promise<void> => {
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  await withMessage(container, "cancel", deed, async ({ transaction, message, tell }) => {
    await messages.cancel(transaction, message.id, "cancelled_by_staff")
    await tell({
      kind: "mail.cancelled",
      data: { message_id: message.id, letter: message.kind, reason: "cancelled_by_staff" },
      personal: reason ? { note: reason } : undefined,
    })
    await settleMailAttention(container, transaction, message, deed)
  })
}
