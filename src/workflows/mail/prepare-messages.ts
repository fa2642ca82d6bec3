import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { MAIL_MODULE } from "../../modules/mail"
import { MAIL_KINDS } from "../../modules/mail/kinds"
import type { TemplateFault } from "../../modules/mail/render/template-fault"
import type { ClaimedMessage } from "../../modules/mail/sending-queue"
import type MailModuleService from "../../modules/mail/service"
import { plainAddressOf } from "../../modules/mail/suppressions"
import type { MessageContent } from "../../modules/mail/types"
import { isAddress } from "../../providers/notification/smtp/mailbox"
import { renderMessages } from "./render-message"
import { refuseToSend, type NotSent } from "./sending-rules"

/** A letter that goes out as it stands. */
export type ReadyLetter = { message: ClaimedMessage; content: MessageContent; written_at: Date }

export type PreparedMessages = {
  ready: ReadyLetter[]
  not_sent: { message: ClaimedMessage; why: NotSent }[]
  broken: { message: ClaimedMessage; faults: TemplateFault[] }[]
}

/**
 * Looks once more whether claimed messages are to be sent at all, and writes the letters of those that
 * are. A letter is written once: at every later try it goes out as it was.
 */
export const prepareMessages = async (
  container: MedusaContainer,
  messages: readonly ClaimedMessage[]
): Promise<PreparedMessages> => {
  const mail: MailModuleService = container.resolve(MAIL_MODULE)
  const crm: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const ids = messages.map(({ id }) => id)
  const [written, orders] = await Promise.all([
    mail.sending.readContents(ids),
    crm.mailStandings(messages.flatMap(({ crm_order_id }) => crm_order_id ?? [])),
  ])
  const orderOf = ({ crm_order_id }: ClaimedMessage) => orders.get(crm_order_id ?? "") ?? null
  const addressOf = (message: ClaimedMessage): string =>
    written.get(message.id)?.to_address ?? orderOf(message)?.email ?? ""
  const suppressed = await mail.suppressions.amongSuppressed(messages.map(addressOf))

  const prepared: PreparedMessages = { ready: [], not_sent: [], broken: [] }
  const toWrite: ClaimedMessage[] = []
  for (const message of messages) {
    const address = addressOf(message)
    const why = refuseToSend(message, orderOf(message), {
      is_usable: isAddress(address),
      is_suppressed: suppressed.has(plainAddressOf(address)),
      is_unsubscribed:
        MAIL_KINDS[message.kind].is_reminder &&
        (await mail.suppressions.isUnsubscribed(message.shop_id, address)),
    })
    const content = written.get(message.id)
    if (why) {
      prepared.not_sent.push({ message, why })
    } else if (content) {
      prepared.ready.push({ message, content, written_at: content.created_at })
    } else {
      toWrite.push(message)
    }
  }
  if (toWrite.length === 0) {
    return prepared
  }
  const rendered = await renderMessages(container, toWrite)
  const fresh = [...rendered.values()].filter((one): one is MessageContent => !("faults" in one))
  await mail.sending.saveContents(fresh)
  // As it was kept: another process may have written the same letter a moment before.
  const kept = await mail.sending.readContents(fresh.map(({ message_id }) => message_id))
  for (const message of toWrite) {
    const result = rendered.get(message.id)
    const content = kept.get(message.id)
    if (content) {
      prepared.ready.push({ message, content, written_at: content.created_at })
    } else if (result && "faults" in result) {
      prepared.broken.push({ message, faults: result.faults })
    }
  }
  return prepared
}
