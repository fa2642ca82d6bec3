import { Input, Textarea } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormFaults } from "../../hooks/use-form-faults"
import type { CrmError } from "../../lib/client"
import type { Shop, ShopFields } from "../../types/shops"
import { Field } from "../common/field"
import { SwitchField } from "../common/switch-field"

/** A shop as the form holds it: lists as lines of text. */
export type ShopDraft = Omit<ShopFields, "domains" | "allowed_addresses"> & {
  domains: string
  allowed_addresses: string
  active: boolean
}

export const EMPTY_SHOP: ShopDraft = {
  name: "",
  domains: "",
  default_currency: "EUR",
  default_language: "en",
  totals_required: false,
  allowed_addresses: "",
  active: true,
}

export const draftOf = (shop: Shop): ShopDraft => ({
  name: shop.name,
  domains: shop.domains.join("\n"),
  default_currency: shop.default_currency,
  default_language: shop.default_language,
  totals_required: shop.totals_required,
  allowed_addresses: shop.allowed_addresses.join("\n"),
  active: shop.active,
})

const linesOf = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map((line) => line.trim())
    .filter(Boolean)

export const fieldsOf = ({ active: _active, ...draft }: ShopDraft): ShopFields => ({
  ...draft,
  domains: linesOf(draft.domains),
  allowed_addresses: linesOf(draft.allowed_addresses),
})

type ShopFormProps = {
  draft: ShopDraft
  error: CrmError | null
  /** Whether the shop exists already and can be switched off. */
  existing?: boolean
  onChange: (draft: ShopDraft) => void
}

export const ShopForm = ({ draft, error, existing, onChange }: ShopFormProps) => {
  const { t } = useTranslation("shops")
  const faultOf = useFormFaults("shops", error)
  const change = (part: Partial<ShopDraft>) => onChange({ ...draft, ...part })

  return (
    <>
      <Field label={t("form.name")} fault={faultOf("name")}>
        {(ids) => (
          <Input
            {...ids}
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("form.domains")} hint={t("form.domainsHint")} fault={faultOf("domains")}>
        {(ids) => (
          <Textarea
            {...ids}
            rows={3}
            spellCheck={false}
            value={draft.domains}
            onChange={(event) => change({ domains: event.target.value })}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-x-4">
        <Field label={t("form.currency")} fault={faultOf("default_currency")}>
          {(ids) => (
            <Input
              {...ids}
              maxLength={3}
              value={draft.default_currency}
              onChange={(event) => change({ default_currency: event.target.value.toUpperCase() })}
            />
          )}
        </Field>
        <Field label={t("form.language")} fault={faultOf("default_language")}>
          {(ids) => (
            <Input
              {...ids}
              maxLength={2}
              value={draft.default_language}
              onChange={(event) => change({ default_language: event.target.value.toLowerCase() })}
            />
          )}
        </Field>
      </div>
      <Field
        label={t("form.addresses")}
        hint={t("form.addressesHint")}
        fault={faultOf("allowed_addresses")}
      >
        {(ids) => (
          <Textarea
            {...ids}
            rows={3}
            spellCheck={false}
            value={draft.allowed_addresses}
            onChange={(event) => change({ allowed_addresses: event.target.value })}
          />
        )}
      </Field>
      <SwitchField
        label={t("form.totals")}
        hint={t("form.totalsHint")}
        checked={draft.totals_required}
        onChange={(totals_required) => change({ totals_required })}
      />
      {existing && (
        <SwitchField
          label={t("form.active")}
          hint={t("form.activeHint")}
          checked={draft.active}
          onChange={(active) => change({ active })}
        />
      )}
    </>
  )
}
