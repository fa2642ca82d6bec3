import { Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import type { OrderChoices } from "../../../types/bulk"
import { Field } from "../../common/field"
import { SwitchField } from "../../common/switch-field"
import { FieldGrid } from "./form-part"
import type { DraftFieldsProps } from "./shop-fields"
import { TextField } from "./text-field"

export const DeliveryFields = (props: DraftFieldsProps & { choices: OrderChoices }) => {
  const { draft, choices, faultOf, onChange } = props
  const { t } = useTranslation("bulk")
  const { money } = useFormats()
  const delivery = choices.deliveries.find(({ id }) => String(id) === draft.delivery_id)
  const price = delivery?.prices[draft.currency]
  return (
    <>
      <FieldGrid>
        <Field label={t("create.delivery")} fault={faultOf("options.delivery_id")}>
          {({ id, "aria-describedby": describedBy }) => (
            <Select
              size="small"
              value={draft.delivery_id}
              onValueChange={(delivery_id) => onChange({ delivery_id })}
            >
              <Select.Trigger id={id} aria-describedby={describedBy}>
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                {choices.deliveries.map((one) => (
                  <Select.Item key={one.id} value={String(one.id)}>
                    {one.name}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          )}
        </Field>
        <TextField
          label={t("create.deliveryPrice")}
          hint={
            price
              ? t("create.deliveryPriceHint", { price: money(price, draft.currency) })
              : t("create.deliveryPriceNeeded", { currency: draft.currency })
          }
          fault={faultOf("options.delivery_price")}
          inputMode="decimal"
          value={draft.delivery_price}
          onChange={(delivery_price) => onChange({ delivery_price })}
        />
      </FieldGrid>
      <SwitchField
        label={t("create.insurance")}
        hint={t("create.insuranceHint")}
        checked={draft.insurance}
        onChange={(insurance) => onChange({ insurance })}
      />
    </>
  )
}
