import { useTranslation } from "react-i18next"

import { useFormats } from "./use-formats"

type Raised = { kind: string; data: Record<string, unknown> | null; sentence?: string }

/** What needs a person, in the reader's language; the server's own sentence for an unknown kind. */
export const useAttentionText = () => {
  const { t } = useTranslation("orders")
  const { money } = useFormats()
  return ({ kind, data, sentence }: Raised): string => {
    const text = (name: string): string => String(data?.[name] ?? "")
    const status = text("status")
    return t(`attention.${kind}`, {
      ...data,
      money: money(text("amount"), text("currency")),
      expected: money(text("expected_amount"), text("expected_currency")),
      status: t(`callCenterStatus.${status}`, {
        defaultValue: t(`status.${status}`, { defaultValue: status }),
      }),
      defaultValue: sentence ?? kind,
    })
  }
}
