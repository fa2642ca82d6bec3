import { toast } from "@medusajs/ui"
import { useCallback } from "react"
import { useTranslation } from "react-i18next"

/** Copies and says so; without https a browser offers no clipboard, which is said too. */
export const useCopyId = () => {
  const { t } = useTranslation("orders")
  return useCallback(
    async (id: string) => {
      try {
        await navigator.clipboard.writeText(id)
        toast.success(t("card.copied"), { description: id })
      } catch {
        toast.error(t("card.copyFailed"), { description: id })
      }
    },
    [t]
  )
}
