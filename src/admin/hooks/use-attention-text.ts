import { useTranslation } from "react-i18next"

import { useFormats } from "./use-formats"
import { useMailWords } from "./use-mail-words"

type Raised = { kind: string; data: Record<string, unknown> | null; sentence?: string }

/** What needs a person, in the reader's language; the server's own sentence for an unknown kind. */
export const useAttentionText = () => {
  const { t } = useTranslation("orders")
  const { money } = useFormats()
  const mail = useMailWords()
  return ({ kind, data, sentence }: Raised): string => {
    const text = (name: string): string => String(data?.[name] ?? "")
    const status = text("status")
    const letter = text("letter")
    const language = text("language")
    return t(`attention.${kind}`, {
      ...data,
      money: money(text("amount"), text("currency")),
      expected: money(text("expected_amount"), text("expected_currency")),
      status: t(`callCenterStatus.${status}`, {
        defaultValue: t(`status.${status}`, { defaultValue: status }),
      }),
      letter: letter && mail.letter(letter),
      language: language && mail.language(language),
      defaultValue: sentence ?? kind,
    })
  }
}
