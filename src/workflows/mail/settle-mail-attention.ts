import type { MedusaContainer } from "@medusajs/framework/types"
import type { Transaction } from "../../lib/unit-of-work"
import type { AttentionKind } from "../../modules/attention/kinds"
import type { EventActor } from "../../modules/crm_order/order-events"
import { MAIL_MODULE } from "../../modules/mail"
import type MailModuleService from "../../modules/mail/service"
import type { MessageRow, MessageState } from "../../modules/mail/types"
import { resolveOnOrder } from "../attention/order-attention"

/** What a person is told about an order's messages in these states. */
const TOLD_ABOUT: Partial<Record<MessageState, AttentionKind>> = {
  broken: "mail_broken",
  failed: "mail_failed",
  bounced: "mail_bounced",
}

/**
 * A person has done something about a message: the entry about it is settled, unless another message
 * of the order is in the same state. The order must be held.
 */
export const settleMailAttention = async (
  container: MedusaContainer,
  transaction: Transaction,
  { id, crm_order_id, state }: Pick<MessageRow, "id" | "crm_order_id" | "state">,
  { actor, cause }: { actor: EventActor; cause: string | null }
): Promise<void> => {
  const kind = TOLD_ABOUT[state]
  if (!kind || !crm_order_id) {
    return
  }
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  const all = await messages.listForOrder(crm_order_id, transaction)
  if (!all.some((message) => message.state === state && message.id !== id)) {
    await resolveOnOrder(container, transaction, { crm_order_id, actor, cause }, [kind])
  }
}
