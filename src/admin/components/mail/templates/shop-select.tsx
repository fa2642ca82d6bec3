import { useTranslation } from "react-i18next"

import { choicesOf, FilterSelect } from "../../common/filter-select"

type ShopSelectProps = {
  shops: { id: string; name: string }[]
  /** Null: what counts for all shops. */
  value: string | null
  onChange: (shopId: string | null) => void
}

/** For which shop something is meant. */
export const ShopSelect = ({ shops, value, onChange }: ShopSelectProps) => {
  const { t } = useTranslation("mail")
  return (
    <FilterSelect
      label={t("scope.shop")}
      every={t("scope.allShops")}
      value={value ?? ""}
      choices={choicesOf(shops)}
      className="w-44"
      onChange={(id) => onChange(id || null)}
    />
  )
}
