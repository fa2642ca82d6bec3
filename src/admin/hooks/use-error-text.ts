import { useTranslation } from "react-i18next"

import type { CrmError } from "../lib/client"

/** The server's own sentence, or ours where the server could not say one. */
export const useErrorText = () => {
  const { t } = useTranslation("orders")
  return (error: CrmError): string => {
    if (error.status === 0) {
      return t("error.offline")
    }
    return error.message || t("error.unknown", { status: error.status })
  }
}
