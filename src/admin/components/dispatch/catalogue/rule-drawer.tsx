import { Checkbox, Input, Label, Select, Textarea } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import { useOrderFilters } from "../../../hooks/api/orders"
import type { ListedSupplier, ShippingRule } from "../../../types/dispatch"
import { Field } from "../../common/field"
import { FormDrawer } from "../../common/form-drawer"

const USUAL_PRIORITY = "10"

const countriesOf = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map((code) => code.toUpperCase())
    .filter(Boolean)

/** SKUs may hold spaces: they are separated by lines and commas. */
const skusOf = (text: string): string[] =>
  text
    .split(/[\n,;]+/)
    .map((sku) => sku.trim())
    .filter(Boolean)

type RuleDrawerProps = {
  suppliers: ListedSupplier[]
  rule: ShippingRule | null
  onSave: (rule: ShippingRule) => void
  onClose: () => void
}

/** When a supplier is preferred, and when he ships at all. */
export const RuleDrawer = ({ suppliers, rule, onSave, onClose }: RuleDrawerProps) => {
  const { t } = useTranslation("dispatch")
  const id = useId()
  const { data: options } = useOrderFilters()
  const [tried, setTried] = useState(false)
  const [supplierId, setSupplierId] = useState(rule?.supplier_id ?? suppliers[0]?.id ?? "")
  const [priority, setPriority] = useState(String(rule?.priority ?? USUAL_PRIORITY))
  const [countries, setCountries] = useState(rule?.when.countries?.join(", ") ?? "")
  const [skus, setSkus] = useState(rule?.when.skus?.join("\n") ?? "")
  const [shops, setShops] = useState(rule?.when.shop_ids ?? [])
  const codes = countriesOf(countries)
  const wrongPriority = !/^\d{1,6}$/.test(priority.trim())
  const wrongCountries = codes.some((code) => !/^[A-Z]{2}$/.test(code))

  const submit = () => {
    setTried(true)
    if (wrongPriority || wrongCountries || !supplierId) {
      return
    }
    const wanted = skusOf(skus)
    onSave({
      supplier_id: supplierId,
      priority: Number(priority),
      when: {
        ...(codes.length > 0 && { countries: codes }),
        ...(wanted.length > 0 && { skus: wanted }),
        ...(shops.length > 0 && { shop_ids: shops }),
      },
    })
  }

  return (
    <FormDrawer
      title={t(rule ? "rules.editTitle" : "rules.add")}
      hint={t("rules.drawerHint")}
      submit={t("rules.take")}
      cancel={t("form.cancel")}
      error={null}
      pending={false}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t("oneSupplier")}>
        {(ids) => (
          <Select value={supplierId} onValueChange={setSupplierId}>
            <Select.Trigger id={ids.id}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {suppliers.map((supplier) => (
                <Select.Item key={supplier.id} value={supplier.id}>
                  {supplier.name}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        )}
      </Field>
      <Field
        label={t("rules.priority")}
        hint={t("rules.priorityHint")}
        fault={tried && wrongPriority ? t("rules.fault.priority") : undefined}
      >
        {(ids) => (
          <Input
            {...ids}
            inputMode="numeric"
            autoComplete="off"
            value={priority}
            onChange={(event) => setPriority(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={`${t("rules.countries")} (${t("form.optional")})`}
        hint={t("rules.countriesHint")}
        fault={tried && wrongCountries ? t("rules.fault.countries") : undefined}
      >
        {(ids) => (
          <Input
            {...ids}
            autoComplete="off"
            spellCheck={false}
            value={countries}
            onChange={(event) => setCountries(event.target.value.toUpperCase())}
          />
        )}
      </Field>
      <Field label={`${t("rules.skus")} (${t("form.optional")})`} hint={t("rules.skusHint")}>
        {(ids) => (
          <Textarea
            {...ids}
            rows={3}
            spellCheck={false}
            className="font-mono"
            value={skus}
            onChange={(event) => setSkus(event.target.value)}
          />
        )}
      </Field>
      {options && options.shops.length > 0 && (
        <fieldset>
          <legend className="txt-compact-small-plus text-ui-fg-base mb-2">
            {t("rules.shops")}
          </legend>
          <div className="grid grid-cols-2 gap-2">
            {options.shops.map((shop) => (
              <div key={shop.id} className="flex min-w-0 items-center gap-x-2">
                <Checkbox
                  id={`${id}-${shop.id}`}
                  checked={shops.includes(shop.id)}
                  onCheckedChange={(checked) =>
                    setShops((before) =>
                      checked === true
                        ? [...before, shop.id]
                        : before.filter((one) => one !== shop.id)
                    )
                  }
                />
                <Label
                  htmlFor={`${id}-${shop.id}`}
                  size="small"
                  className="cursor-pointer truncate"
                >
                  {shop.name}
                </Label>
              </div>
            ))}
          </div>
        </fieldset>
      )}
    </FormDrawer>
  )
}
