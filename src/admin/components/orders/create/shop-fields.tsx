import { Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { OrderDraft } from "../../../lib/order-draft"
import type { OrderChoices } from "../../../types/bulk"
import { Field } from "../../common/field"
import { FieldGrid } from "./form-part"
import { TextField } from "./text-field"

export type DraftFieldsProps = {
  draft: OrderDraft
  faultOf: (path: string) => string | undefined
  onChange: (part: Partial<OrderDraft>) => void
}

/** In whose name the order is written, in which currency, and the language of its letters. */
export const ShopFields = (props: DraftFieldsProps & { choices: OrderChoices }) => {
  const { draft, choices, faultOf, onChange } = props
  const { t } = useTranslation("bulk")
  const choose = (id: string) => {
    const shop = choices.shops.find((one) => one.id === id)
    if (shop) {
      onChange({ shop_id: id, currency: shop.currency, language: shop.language })
    }
  }
  return (
    <FieldGrid>
      <Field label={t("create.shop")} fault={faultOf("shop_id")}>
        {({ id, "aria-describedby": describedBy }) => (
          <Select size="small" value={draft.shop_id} onValueChange={choose}>
            <Select.Trigger id={id} aria-describedby={describedBy}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {choices.shops.map((shop) => (
                <Select.Item key={shop.id} value={shop.id}>
                  {shop.name}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        )}
      </Field>
      <TextField
        label={t("create.currency")}
        fault={faultOf("options.currency")}
        maxLength={3}
        value={draft.currency}
        onChange={(currency) => onChange({ currency: currency.toUpperCase() })}
      />
      <TextField
        label={t("create.language")}
        hint={t("create.languageHint")}
        fault={faultOf("options.locale")}
        maxLength={10}
        value={draft.language}
        onChange={(language) => onChange({ language })}
      />
    </FieldGrid>
  )
}
