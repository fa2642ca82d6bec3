import { useTranslation } from "react-i18next"

import { partOfOrder } from "../lib/parcel-number"
import { useFormats } from "./use-formats"
import { useMailWords } from "./use-mail-words"

type Raised = { kind: string; data: Record<string, unknown> | null; sentence?: string }

/** What needs a person, in the reader's language; the server's own sentence for an unknown kind. */
export const useAttentionText = () => {
  const { t } = useTranslation("orders")
  const { money, country, dateTime } = useFormats()
  const mail = useMailWords()
  return ({ kind, data, sentence }: Raised): string => {
    const text = (name: string): string => String(data?.[name] ?? "")
    const status = text("status")
    const letter = text("letter")
    const language = text("language")
    const order = data?.order
    const isTold = kind !== "dispatch_rejected" || text("words") !== ""
    return t(`attention.${kind}`, {
      ...data,
      money: money(text("amount"), text("currency")),
      expected: money(text("expected_amount"), text("expected_currency")),
      status: t(`callCenterStatus.${status}`, {
        defaultValue: t(`status.${status}`, { defaultValue: status }),
      }),
      letter: letter && mail.letter(letter),
      language: language && mail.language(language),
      code: text("code").replaceAll("_", " "),
      last: text("last_at") && dateTime(text("last_at")),
      country: text("country") && country(text("country")),
      number: partOfOrder(text("number")),
      since: text("since") && dateTime(text("since")),
      other_order:
        typeof order === "object" && order !== null && "display_id" in order
          ? String(order.display_id)
          : "",
      // What is wrong with a told number has texts of its own; other words stand as the server says them.
      context: kind === "call_center_outcome" ? status : isTold ? text("code") : "wordless",
      defaultValue: sentence ?? kind,
    })
  }
}
