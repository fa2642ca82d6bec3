import type { MedusaContainer } from "@medusajs/framework/types"
import { MAIL_MODULE } from "../../modules/mail"
import { mailbox } from "../../modules/mail/render/mail-address"
import {
  renderLetter,
  type RenderedLetter,
  type Wording,
} from "../../modules/mail/render/render-letter"
import type { TemplateFault } from "../../modules/mail/render/template-fault"
import type { Sender } from "../../modules/mail/sender"
import type MailModuleService from "../../modules/mail/service"
import type { MessageContent, MessageRow } from "../../modules/mail/types"
import { letterWords } from "../../modules/mail/wording"
import { letterContext, type LetterFacts } from "./letter-context"
import { readLetterFacts, type LetterShop } from "./read-letter-facts"

/** Writes the letter about an order with a given wording. Pure. */
export const writeLetter = (
  wording: Wording,
  language: string,
  { facts, shop }: { facts: LetterFacts; shop: LetterShop }
): RenderedLetter =>
  renderLetter(wording, letterContext(facts, language, shop.allowed), {
    language,
    words: letterWords(language),
    allowed: shop.allowed,
  })

/** What goes beside the letter: machines are told that no person has written it, and how to end reminders. */
const headersOf = (language: string, unsubscribeUrl: string | null): Record<string, string> => ({
  "Auto-Submitted": "auto-generated",
  "Content-Language": language,
  ...(unsubscribeUrl
    ? {
        "List-Unsubscribe": `<${unsubscribeUrl}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }
    : {}),
})

/** The letter with its addresses and headers, as it is kept and sent. */
export const addressedLetter = (
  { subject, html, text }: RenderedLetter,
  sender: Sender,
  { to, language, unsubscribe }: { to: string; language: string; unsubscribe: string | null }
): Omit<MessageContent, "message_id" | "template"> => ({
  from_address: mailbox(sender.name, sender.address),
  to_address: to,
  reply_to: sender.reply_to,
  subject,
  html,
  text,
  headers: headersOf(language, unsubscribe),
})

const GONE: TemplateFault = {
  part: "body",
  line: 1,
  column: 1,
  code: "empty",
  message: "The order or the shop that the letter is about is not there any more.",
}

/**
 * Writes many messages at once, each in its customer's language where there is a wording in it, else in
 * the shop's, else in English. Reads only; the same order and wording give the same letter.
 *
 * @returns by message id the letter as it goes out, or what keeps it from being written
 */
export const renderMessages = async (
  container: MedusaContainer,
  messages: readonly MessageRow[]
): Promise<Map<string, MessageContent | { faults: TemplateFault[] }>> => {
  const { templates }: MailModuleService = container.resolve(MAIL_MODULE)
  const known = await readLetterFacts(container, messages)
  const rendered = new Map<string, MessageContent | { faults: TemplateFault[] }>()
  for (const [index, message] of messages.entries()) {
    const about = known.get(index)
    if (!about) {
      rendered.set(message.id, { faults: [GONE] })
      continue
    }
    const { template, ...wording } = await templates.current(message.kind, message.shop_id, [
      message.language,
      about.shop.default_language,
    ])
    const letter = writeLetter(wording, template.language, about)
    rendered.set(
      message.id,
      letter.faults.length > 0
        ? { faults: letter.faults }
        : {
            message_id: message.id,
            template,
            ...addressedLetter(letter, about.shop.sender, {
              to: about.facts.order.email,
              language: template.language,
              unsubscribe: about.facts.links.unsubscribe,
            }),
          }
    )
  }
  return rendered
}
