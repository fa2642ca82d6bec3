import { useTranslation } from "react-i18next"

import { useSuppliers } from "../../../hooks/api/suppliers"
import { choicesOf, FilterSelect } from "../../common/filter-select"

type SupplierSelectProps = { value: string; onChange: (id: string) => void; className?: string }

/** Narrows a list to one supplier. */
export const SupplierSelect = ({ value, onChange, className }: SupplierSelectProps) => {
  const { t } = useTranslation("dispatch")
  const { data } = useSuppliers()
  return (
    <FilterSelect
      label={t("oneSupplier")}
      every={t("everySupplier")}
      value={value}
      choices={choicesOf(data?.suppliers)}
      className={className ?? "w-48 max-sm:w-full"}
      onChange={onChange}
    />
  )
}
