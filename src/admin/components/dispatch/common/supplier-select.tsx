import { Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useSuppliers } from "../../../hooks/api/suppliers"

/** A select has no empty value: this one stands for all. */
const ALL = "all"

type SupplierSelectProps = { value: string; onChange: (id: string) => void; className?: string }

/** Narrows a list to one supplier. */
export const SupplierSelect = ({ value, onChange, className }: SupplierSelectProps) => {
  const { t } = useTranslation("dispatch")
  const { data } = useSuppliers()
  return (
    <Select
      size="small"
      value={value || ALL}
      onValueChange={(id) => onChange(id === ALL ? "" : id)}
    >
      <Select.Trigger aria-label={t("oneSupplier")} className={className ?? "w-48 max-sm:w-full"}>
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        <Select.Item value={ALL}>{t("everySupplier")}</Select.Item>
        {data?.suppliers.map(({ id, name }) => (
          <Select.Item key={id} value={id}>
            {name}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}
