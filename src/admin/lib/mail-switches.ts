import type { LetterKind, MailKind, MailRules, MailSwitch } from "../types/mail"

/** What counts for a letter, and whether the shop (or the installation) has said so itself. */
export type EffectiveSwitch = MailSwitch & { own: boolean }

const rowOf = (rules: MailRules, shopId: string | null, kind: MailKind): MailSwitch | undefined =>
  rules.switches.find((one) => one.kind === kind && one.shop_id === shopId)

/** A shop's own word, or that of all shops, or what ships with the product. */
export const switchOf = (
  rules: MailRules,
  shopId: string | null,
  letter: LetterKind
): EffectiveSwitch => {
  const own = rowOf(rules, shopId, letter.kind)
  const common = rowOf(rules, null, letter.kind)
  const found = own ??
    common ?? { shop_id: null, kind: letter.kind, send: true, hold_seconds: letter.hold_seconds }
  return { ...found, shop_id: shopId, own: own !== undefined }
}

/** The shops that say something else about a letter than all shops together. */
export const exceptionsOf = (
  rules: MailRules,
  letter: LetterKind
): { shop: { id: string; name: string }; send: boolean; hold_seconds: number }[] => {
  const common = switchOf(rules, null, letter)
  return rules.shops
    .map(({ shop }) => ({ shop, ...switchOf(rules, shop.id, letter) }))
    .filter(
      ({ own, send, hold_seconds }) =>
        own && (send !== common.send || hold_seconds !== common.hold_seconds)
    )
}
