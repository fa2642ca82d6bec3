import { useTranslation } from "react-i18next"

import type { AddressDraft } from "../../../lib/order-draft"
import { FieldGrid } from "./form-part"
import { TextField } from "./text-field"

const FIELDS = ["address", "address2", "zip", "city", "state", "country"] as const

type AddressFieldsProps = {
  /** Where its faults are in what the server says. */
  path: "billing" | "shipping"
  address: AddressDraft
  faultOf: (path: string) => string | undefined
  onChange: (address: AddressDraft) => void
}

export const AddressFields = ({ path, address, faultOf, onChange }: AddressFieldsProps) => {
  const { t } = useTranslation("bulk")
  return (
    <FieldGrid>
      {FIELDS.map((field) => (
        <TextField
          key={field}
          label={t(`create.${field}`)}
          fault={faultOf(`${path}.${field}`)}
          value={address[field]}
          maxLength={field === "country" ? 2 : undefined}
          onChange={(value) =>
            onChange({ ...address, [field]: field === "country" ? value.toUpperCase() : value })
          }
        />
      ))}
    </FieldGrid>
  )
}
