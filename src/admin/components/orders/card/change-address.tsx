import { Input, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useChangeAddress } from "../../../hooks/api/orders"
import { useFormFaults } from "../../../hooks/use-form-faults"
import type { AddressInput, OrderCard } from "../../../types/orders"
import { Field } from "../../common/field"
import { FormDrawer } from "../../common/form-drawer"

/** The fields of the form in their order: the field and the key of its label. */
const FIELDS = [
  ["first_name", "first_name"],
  ["last_name", "last_name"],
  ["address", "street"],
  ["address2", "street2"],
  ["zip", "zip"],
  ["city", "city"],
  ["state", "state"],
  ["country", "country"],
  ["phone", "phone"],
  ["reason", "reason"],
] as const satisfies readonly (readonly [keyof AddressInput, string])[]

const draftOf = ({ shipping_address: address }: OrderCard): AddressInput => {
  const [first = "", ...rest] = (address?.name ?? "").split(" ")
  return {
    first_name: first,
    last_name: rest.join(" "),
    phone: address?.phone ?? "",
    country: address?.country ?? "",
    state: address?.state ?? "",
    city: address?.city ?? "",
    zip: address?.zip ?? "",
    address: address?.address1 ?? "",
    address2: address?.address2 ?? "",
    reason: "",
  }
}

type ChangeAddressProps = { order: OrderCard; onClose: () => void }

export const ChangeAddress = ({ order, onClose }: ChangeAddressProps) => {
  const { t } = useTranslation("orders")
  const [draft, setDraft] = useState(() => draftOf(order))
  const change = useChangeAddress(order.id)
  const faultOf = useFormFaults("orders", change.error)

  const submit = () =>
    change.mutate(draft, {
      onSuccess: () => {
        toast.success(t("address.changed"))
        onClose()
      },
    })

  return (
    <FormDrawer
      title={t("address.title")}
      hint={t("address.hint")}
      submit={t("address.save")}
      cancel={t("address.cancel")}
      error={change.error}
      pending={change.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {FIELDS.map(([field, label]) => (
        <Field key={field} label={t(`address.${label}`)} fault={faultOf(field)}>
          {(ids) => (
            <Input
              {...ids}
              value={draft[field]}
              autoComplete="off"
              onChange={(event) => setDraft({ ...draft, [field]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </FormDrawer>
  )
}
