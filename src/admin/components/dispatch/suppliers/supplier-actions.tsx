import { PencilSquare } from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useCheckSupplier } from "../../../hooks/api/suppliers"
import { useErrorText } from "../../../hooks/use-error-text"
import type { ListedSupplier, SupplierKind } from "../../../types/dispatch"
import { SupplierDrawer } from "./supplier-drawer"

type SupplierActionsProps = { supplier: ListedSupplier; kind: SupplierKind | null }

export const SupplierActions = ({ supplier, kind }: SupplierActionsProps) => {
  const { t } = useTranslation("dispatch")
  const errorText = useErrorText()
  const check = useCheckSupplier()
  const [editing, setEditing] = useState(false)
  const { id, name } = supplier

  const press = () =>
    check.mutate(
      { id },
      {
        onSuccess: ({ ok, words }) =>
          ok
            ? toast.success(t("suppliers.reached", { name }), { description: words })
            : toast.error(t("suppliers.notReached", { name }), { description: words }),
        onError: (error) => toast.error(errorText(error)),
      }
    )

  return (
    <>
      {!kind?.capabilities.by_hand && (
        <Button
          size="small"
          variant="secondary"
          aria-label={t("suppliers.checkNamed", { name })}
          isLoading={check.isPending}
          onClick={press}
        >
          {t("suppliers.check")}
        </Button>
      )}
      {kind && (
        <Button
          size="small"
          variant="secondary"
          aria-label={t("suppliers.editNamed", { name })}
          onClick={() => setEditing(true)}
        >
          <PencilSquare />
          {t("form.edit")}
        </Button>
      )}
      {editing && kind && (
        <SupplierDrawer kinds={[kind]} supplier={supplier} onClose={() => setEditing(false)} />
      )}
    </>
  )
}
