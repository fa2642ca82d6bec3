import { Badge, StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import type { ListedSupplier } from "../../../types/dispatch"

export const SupplierHealth = ({ supplier }: { supplier: ListedSupplier }) => {
  const { t } = useTranslation("dispatch")
  const { active, trouble, missing_secrets } = supplier
  return (
    <>
      {active ? (
        <StatusBadge color={trouble ? "red" : "green"} className="whitespace-nowrap">
          {t(trouble ? "suppliers.down" : "suppliers.working")}
        </StatusBadge>
      ) : (
        <StatusBadge color="grey" className="whitespace-nowrap">
          {t("suppliers.off")}
        </StatusBadge>
      )}
      {missing_secrets.length > 0 && (
        <Badge size="2xsmall" color="orange">
          {t("suppliers.secretMissing")}
        </Badge>
      )}
    </>
  )
}

export const SupplierTrouble = ({ supplier }: { supplier: ListedSupplier }) => {
  const { t } = useTranslation("dispatch")
  const { dateTime } = useFormats()
  const { active, trouble, trouble_since, resting_until } = supplier
  if (!active || !trouble) {
    return null
  }
  return (
    <p className="txt-small text-ui-fg-error break-words">
      {t("suppliers.trouble", {
        words: trouble,
        when: trouble_since ? dateTime(trouble_since) : "",
      })}{" "}
      {resting_until && (
        <span className="text-ui-fg-subtle">
          {t("suppliers.nextTry", { when: dateTime(resting_until) })}
        </span>
      )}
    </p>
  )
}
