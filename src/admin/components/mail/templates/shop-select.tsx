import { Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

/** A select has no empty value: this one stands for all shops. */
const ALL = "all"

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
    <Select
      size="small"
      value={value ?? ALL}
      onValueChange={(id) => onChange(id === ALL ? null : id)}
    >
      <Select.Trigger aria-label={t("scope.shop")} className="w-44">
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        <Select.Item value={ALL}>{t("scope.allShops")}</Select.Item>
        {shops.map(({ id, name }) => (
          <Select.Item key={id} value={id}>
            {name}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}
