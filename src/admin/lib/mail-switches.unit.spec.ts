import type { LetterKind, MailRules, MailSwitch } from "../types/mail"
import { exceptionsOf, switchOf } from "./mail-switches"

const LETTER: LetterKind = {
  kind: "shipped",
  status: "shipped",
  hold_seconds: 60,
  is_reminder: false,
}

const sender = (id: string): MailRules["shops"][number] => ({
  shop: { id, name: id.toUpperCase() },
  from_name: null,
  from_address: null,
  reply_to: null,
  account_id: null,
  payment_reminder_hours: null,
  effective: { from: null },
})

const rulesOf = (...switches: MailSwitch[]): MailRules => ({
  hold_all: false,
  changed_by: null,
  changed_at: null,
  kinds: [LETTER],
  switches,
  shops: [sender("a"), sender("b")],
})

const row = (shop_id: string | null, send: boolean, hold_seconds = 60): MailSwitch => ({
  shop_id,
  kind: "shipped",
  send,
  hold_seconds,
})

describe("the switch of a letter", () => {
  it("is on and holds as shipped where nobody has said anything", () => {
    expect(switchOf(rulesOf(), "a", LETTER)).toMatchObject({
      send: true,
      hold_seconds: 60,
      own: false,
    })
  })

  it("is the shop's own before that of all shops", () => {
    const rules = rulesOf(row(null, false), row("a", true, 10))
    expect(switchOf(rules, "a", LETTER)).toMatchObject({ send: true, hold_seconds: 10, own: true })
    expect(switchOf(rules, "b", LETTER)).toMatchObject({ send: false, own: false })
  })

  it("names the shops that differ, not those that say the same", () => {
    const rules = rulesOf(row(null, true), row("a", true), row("b", false))
    expect(exceptionsOf(rules, LETTER).map(({ shop }) => shop.id)).toEqual(["b"])
  })
})
