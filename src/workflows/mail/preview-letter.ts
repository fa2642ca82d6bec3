import type { MedusaContainer } from "@medusajs/framework/types"
import { notFound } from "../../lib/problem"
import { publicUrl } from "../../lib/public-url"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { MAIL_KINDS, type MailKind } from "../../modules/mail/kinds"
import { checkWording } from "../../modules/mail/render/check-wording"
import type { LetterContext } from "../../modules/mail/render/letter-context"
import {
  renderLetter,
  type RenderedLetter,
  type Wording,
} from "../../modules/mail/render/render-letter"
import { withoutRepeats } from "../../modules/mail/render/template-fault"
import { exampleIn } from "../../modules/mail/render/variables"
import { letterWords } from "../../modules/mail/wording"
import { letterContext } from "./letter-context"
import { payLink } from "./links"
import { readLetterFacts, type LetterShop } from "./read-letter-facts"
import { readTemplateSetting } from "./template-setting"

/** A wording that somebody is working on, and whose letter he wants to see. */
export type LetterDraft = Wording & {
  kind: MailKind
  shop_id: string | null
  language: string
  /** Null: an invented order that has everything. */
  order_id: string | null
}

export type LetterPreview = {
  letter: RenderedLetter
  order: { id: string; display_id: number } | null
  /** Who would send it; null while there is no shop. */
  shop: LetterShop | null
}

/** Leads nowhere: looking at a reminder must not end a customer's reminders. */
const exampleLink = (kind: MailKind): string | null =>
  MAIL_KINDS[kind].is_reminder ? `${publicUrl()}/mail/unsubscribe/example` : null

const exampleContext = (
  { kind, language }: LetterDraft,
  shop: LetterShop | null
): LetterContext => {
  const example = exampleIn(language)
  const link = `${publicUrl()}/go/example`
  const url = shop ? `https://${shop.domain}` : publicUrl()
  return {
    ...example,
    shop: shop
      ? {
          name: shop.name,
          domain: shop.domain,
          url,
          email: shop.sender.reply_to ?? shop.sender.address,
        }
      : { ...example.shop, url },
    payment: { ...example.payment, url: link },
    tracking: example.tracking.map((parcel) => ({ ...parcel, url: link })),
    refill: { ...example.refill, url },
    unsubscribe_url: exampleLink(kind),
  }
}

const orderContext = async (container: MedusaContainer, draft: LetterDraft, orderId: string) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const order = await orders.readOrder(orderId, "all")
  const subject = {
    kind: draft.kind,
    crm_order_id: order.id,
    shop_id: draft.shop_id ?? order.shop_id,
  }
  const about = (await readLetterFacts(container, [subject])).get(0)
  if (!about) {
    throw notFound("shop")
  }
  const { facts, shop } = about
  const links = {
    ...facts.links,
    pay: facts.links.pay ?? (draft.kind === "payment_reminder" ? payLink(order.id) : null),
    unsubscribe: exampleLink(draft.kind),
  }
  const context = letterContext({ ...facts, links }, draft.language, shop.allowed)
  return { context, shop, order: { id: order.id, display_id: order.display_id } }
}

/**
 * The letter that a wording would make of an order, also when it is not saved, and everything that would
 * keep it from going out. Changes nothing.
 *
 * @throws Problem 404 when there is no such shop or order
 */
export const previewLetter = async (
  container: MedusaContainer,
  draft: LetterDraft
): Promise<LetterPreview> => {
  const { setting, shop } = await readTemplateSetting(container, draft.shop_id, draft.language)
  const wording = { subject: draft.subject, body: draft.body, text: draft.text }
  const shown = draft.order_id
    ? await orderContext(container, draft, draft.order_id)
    : { context: exampleContext(draft, shop), shop, order: null }
  const letter = renderLetter(wording, shown.context, {
    language: draft.language,
    words: letterWords(draft.language),
    allowed: shown.shop?.allowed ?? setting.allowed,
  })
  const faults = withoutRepeats([...checkWording(wording, setting), ...letter.faults])
  return { letter: { ...letter, faults }, order: shown.order, shop: shown.shop }
}
