import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useCreateShop } from "../../hooks/api/shops"
import { FormDrawer } from "../common/form-drawer"
import { KeyDialog } from "./key-dialog"
import { EMPTY_SHOP, fieldsOf, ShopForm } from "./shop-form"

type CreateShopProps = { onClose: () => void }

export const CreateShop = ({ onClose }: CreateShopProps) => {
  const { t } = useTranslation("shops")
  const [draft, setDraft] = useState(EMPTY_SHOP)
  const create = useCreateShop()

  if (create.data) {
    return (
      <KeyDialog shop={create.data.shop} credential={create.data.credential} onClose={onClose} />
    )
  }
  return (
    <FormDrawer
      title={t("form.createTitle")}
      submit={t("form.create")}
      cancel={t("form.cancel")}
      error={create.error}
      pending={create.isPending}
      onSubmit={() => create.mutate(fieldsOf(draft))}
      onClose={onClose}
    >
      <ShopForm draft={draft} error={create.error} onChange={setDraft} />
    </FormDrawer>
  )
}
