import type { MedusaContainer } from "@medusajs/framework/types"
import { notFound } from "../../lib/problem"
import { publicUrl } from "../../lib/public-url"
import type { LetterSetting } from "../../modules/mail/render/render-letter"
import { letterWords } from "../../modules/mail/wording"
import { readLetterShops, type LetterShop } from "./read-letter-facts"

/** What a wording of this shop (null: of all shops) may do, and a shop to show it with. */
export type TemplateSetting = {
  setting: LetterSetting
  /** Null while there is no shop at all. */
  shop: LetterShop | null
}

/** @throws Problem 404 when there is no such shop */
export const readTemplateSetting = async (
  container: MedusaContainer,
  shopId: string | null,
  language: string
): Promise<TemplateSetting> => {
  const shops = await readLetterShops(container)
  const shop = shopId === null ? shops.at(0) : shops.find(({ id }) => id === shopId)
  if (shopId !== null && !shop) {
    throw notFound("shop")
  }
  // What all shops share may lead to none of them in particular, unless there is only one.
  const isOfOneShop = shop !== undefined && (shopId !== null || shops.length === 1)
  const allowed = isOfOneShop
    ? shop.allowed
    : { domains: [], origins: [new URL(publicUrl()).origin], emails: [] }
  return { setting: { language, words: letterWords(language), allowed }, shop: shop ?? null }
}
