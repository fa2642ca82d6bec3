import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useChangeShop } from "../../hooks/api/shops"
import type { Shop } from "../../types/shops"
import { FormDrawer } from "../common/form-drawer"
import { draftOf, fieldsOf, ShopForm } from "./shop-form"

type EditShopProps = { shop: Shop; onClose: () => void }

export const EditShop = ({ shop, onClose }: EditShopProps) => {
  const { t } = useTranslation("shops")
  const [draft, setDraft] = useState(() => draftOf(shop))
  const change = useChangeShop(shop.id)

  const submit = () =>
    change.mutate(
      { ...fieldsOf(draft), active: draft.active },
      {
        onSuccess: () => {
          toast.success(t("toast.saved"))
          onClose()
        },
      }
    )

  return (
    <FormDrawer
      title={t("form.editTitle", { name: shop.name })}
      submit={t("form.save")}
      cancel={t("form.cancel")}
      error={change.error}
      pending={change.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <ShopForm existing draft={draft} error={change.error} onChange={setDraft} />
    </FormDrawer>
  )
}
