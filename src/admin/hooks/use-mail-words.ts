import { useTranslation } from "react-i18next"

import type { MailAction, MailKind, MessageReason } from "../types/mail"
import { useFormats } from "./use-formats"

/** What mail is called, in the reader's language; the server's own words where there is no text. */
export const useMailWords = () => {
  const { t } = useTranslation("mail")
  const { language } = useFormats()
  return {
    letter: (kind: MailKind | string): string =>
      t(`letter.${kind}`, { defaultValue: kind.replaceAll("_", " ") }),
    reason: (reason: MessageReason | string): string =>
      t(`reason.${reason}`, { defaultValue: reason.replaceAll("_", " ") }),
    /** How a customer wants to be reached. */
    via: (via: string): string => t(`via.${via}`, { defaultValue: via }),
    /** With a capital letter, for it stands by itself. */
    language: (code: string): string => {
      const name = language(code)
      return name.charAt(0).toLocaleUpperCase() + name.slice(1)
    },
    /** Why an action is not possible now. */
    why: ({ allowed, why, because }: MailAction): string | null =>
      allowed ? null : t(`why.${because ?? ""}`, { defaultValue: why ?? t("why.unknown") }),
  }
}
