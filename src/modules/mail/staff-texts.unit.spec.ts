import english from "../../admin/i18n/json/en/mail.json"
import russian from "../../admin/i18n/json/ru/mail.json"
import { MAIL_KINDS as PAGE_KINDS, MESSAGE_STATES as PAGE_STATES } from "../../admin/types/mail"
import { MAIL_KIND_NAMES } from "./kinds"
import type { MessageReason, MessageTry } from "./types"
import { MESSAGE_STATES } from "./types"

/** Every reason once; the compiler knows whether one is missing. */
const REASONS: Record<MessageReason, true> = {
  switched_off: true,
  overtaken: true,
  suppressed_address: true,
  unsubscribed: true,
  no_address: true,
  template_broken: true,
  refused: true,
  gave_up: true,
  cancelled_by_staff: true,
  undone: true,
}

const OUTCOMES: Record<MessageTry["outcome"], true> = {
  sent: true,
  deferred: true,
  failed: true,
  unclear: true,
}

describe.each([
  { language: "English", texts: english },
  { language: "Russian", texts: russian },
])("the pages about mail in $language", ({ texts }) => {
  const words: [string, readonly string[], object][] = [
    ["letter", MAIL_KIND_NAMES, texts.letter],
    ["letter's meaning", MAIL_KIND_NAMES, texts.letterText],
    ["state of a letter", MESSAGE_STATES, texts.state],
    ["reason", Object.keys(REASONS), texts.reason],
    ["outcome of a try", Object.keys(OUTCOMES), texts.outcome],
  ]
  it.each(words)("have words for every %s", (_what, names, known) => {
    expect(names.filter((name) => !Object.hasOwn(known, name))).toEqual([])
  })
})

describe("the types of the pages about mail", () => {
  it("know the letters and states that the server knows", () => {
    expect([...PAGE_KINDS]).toEqual(MAIL_KIND_NAMES)
    expect([...PAGE_STATES]).toEqual([...MESSAGE_STATES])
  })
})
