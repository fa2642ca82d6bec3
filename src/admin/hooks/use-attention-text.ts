import { useTranslation } from "react-i18next"

type Raised = { kind: string; data: Record<string, unknown> | null; sentence?: string }

/** What needs a person, in the reader's language; the server's own sentence for an unknown kind. */
export const useAttentionText = () => {
  const { t } = useTranslation("orders")
  return ({ kind, data, sentence }: Raised): string => {
    const status = String(data?.status ?? "")
    return t(`attention.${kind}`, {
      ...data,
      status: t(`callCenterStatus.${status}`, { defaultValue: status }),
      defaultValue: sentence ?? kind,
    })
  }
}
