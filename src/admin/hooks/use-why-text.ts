import { useTranslation } from "react-i18next"

import { partOfOrder } from "../lib/parcel-number"
import type { Why } from "../types/orders"
import { useAttentionText } from "./use-attention-text"
import { useDispatchWords } from "./use-dispatch-words"
import { useFormats } from "./use-formats"
import { useMailWords } from "./use-mail-words"
import { usePaymentWords } from "./use-payment-words"

/** Why an order is where it is, in the reader's language. */
export const useWhyText = () => {
  const { t, i18n } = useTranslation("card")
  const { money, dateTime } = useFormats()
  const attentionText = useAttentionText()
  const mail = useMailWords()
  const dispatch = useDispatchWords()
  const payments = usePaymentWords()

  const declined = (category: string): string =>
    t(`payments:declined.${category}`, { defaultValue: payments.category(category) })

  /** What a sentence adds where its data say more. */
  const contextOf = (text: (name: string) => string): string | undefined => {
    if (text("tracking_number") && text("tag")) {
      return "tracked"
    }
    if (text("words")) {
      return "words"
    }
    return text("until") ? "until" : undefined
  }

  return ({ kind, data }: Pick<Why, "kind" | "data">): string => {
    const text = (name: string): string => {
      const value = data[name]
      return value === undefined || value === null ? "" : String(value)
    }
    const category = text("category")
    const key = kind.startsWith("declined_") && category ? "declined" : kind
    if (!i18n.exists(`card:why.kind.${key}`)) {
      return attentionText({ kind, data })
    }
    const reason = text("reason")
    const known = reason && t([`why.stopped.${reason}`, `why.resting.${reason}`], "")
    return t(`why.kind.${key}`, {
      account: text("account"),
      money: text("amount") && money(text("amount"), text("currency")),
      number: partOfOrder(text("number")),
      supplier: text("supplier"),
      words: text("words"),
      letter: text("letter") && mail.letter(text("letter")),
      until: text("until") && dateTime(text("until")),
      tracking_number: text("tracking_number"),
      tag: text("tag") && dispatch.tag(text("tag")),
      why: category ? declined(category) : known || (reason && payments.category(reason)),
      context: contextOf(text),
    })
  }
}
