import { useTranslation } from "react-i18next"

import type { CrmError } from "../lib/client"

/**
 * What is wrong with each field of a form, in the reader's language: `fault.<field>` of the namespace,
 * or `fault.<code>` for a refusal of a kind of its own. The server's own words stand in for a missing text.
 */
export const useFormFaults = (
  namespace: "staff" | "shops" | "orders" | "payments" | "mail" | "dispatch" | "customers",
  error: CrmError | null
) => {
  const { t } = useTranslation(namespace)
  return (field: string): string | undefined => {
    const fault = error?.fields.find(({ path }) => path === field || path.startsWith(`${field}.`))
    if (!error || !fault) {
      return undefined
    }
    const key = error.code === "invalid" ? field : error.code
    return t(`fault.${key}`, { defaultValue: fault.message })
  }
}
