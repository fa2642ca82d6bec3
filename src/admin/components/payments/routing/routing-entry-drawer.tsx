import { Checkbox, Input, Label, Select } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import { useOrderFilters } from "../../../hooks/api/orders"
import { readAmount } from "../../../lib/amounts"
import { brandName } from "../../../lib/formats"
import type { RoutingAnswer, RoutingEntry } from "../../../types/payments"
import { Field } from "../../common/field"
import { FormDrawer } from "../../common/form-drawer"

const BRANDS = ["visa", "mastercard", "amex", "discover", "diners", "jcb", "unionpay", "maestro"]

type Draft = {
  account_id: string
  place: string
  weight: string
  currencies: string
  countries: string
  shop_ids: string[]
  brands: string[]
  min_usd: string
  max_usd: string
}

/** "eur, usd" as the codes that are kept. */
const codesOf = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map((code) => code.toUpperCase())
    .filter(Boolean)

const wholeNumber = (text: string): number | null => {
  const value = Number(text)
  return /^\d+$/.test(text.trim()) && value > 0 ? value : null
}

const CODES = { currencies: /^[A-Z]{3}$/, countries: /^[A-Z]{2}$/ }

type Faults = Partial<Record<"place" | "weight" | "currencies" | "countries" | "min" | "max", true>>

const faultsOf = (draft: Draft): Faults => ({
  ...(wholeNumber(draft.place) === null && { place: true }),
  ...(wholeNumber(draft.weight) === null && { weight: true }),
  ...(codesOf(draft.currencies).some((code) => !CODES.currencies.test(code)) && {
    currencies: true,
  }),
  ...(codesOf(draft.countries).some((code) => !CODES.countries.test(code)) && { countries: true }),
  ...(draft.min_usd.trim() && readAmount(draft.min_usd) === null && { min: true }),
  ...(draft.max_usd.trim() && readAmount(draft.max_usd) === null && { max: true }),
})

const entryOf = (draft: Draft): RoutingEntry => {
  const currencies = codesOf(draft.currencies)
  const countries = codesOf(draft.countries)
  const min = readAmount(draft.min_usd)
  const max = readAmount(draft.max_usd)
  return {
    account_id: draft.account_id,
    priority: wholeNumber(draft.place) ?? 1,
    weight: wholeNumber(draft.weight) ?? 1,
    // What is not asked for is left out: an empty list would mean "nobody".
    when: {
      ...(currencies.length > 0 && { currencies }),
      ...(countries.length > 0 && { countries }),
      ...(draft.shop_ids.length > 0 && { shop_ids: draft.shop_ids }),
      ...(draft.brands.length > 0 && { brands: draft.brands }),
      ...(min && { min_usd: min }),
      ...(max && { max_usd: max }),
    },
  }
}

type TicksProps = {
  legend: string
  choices: { value: string; label: string }[]
  chosen: string[]
  onChange: (chosen: string[]) => void
}

const Ticks = ({ legend, choices, chosen, onChange }: TicksProps) => {
  const id = useId()
  return (
    <fieldset>
      <legend className="txt-compact-small-plus text-ui-fg-base mb-2">{legend}</legend>
      <div className="grid grid-cols-2 gap-2">
        {choices.map(({ value, label }) => (
          <div key={value} className="flex min-w-0 items-center gap-x-2">
            <Checkbox
              id={`${id}-${value}`}
              checked={chosen.includes(value)}
              onCheckedChange={(checked) =>
                onChange(
                  checked === true ? [...chosen, value] : chosen.filter((one) => one !== value)
                )
              }
            />
            <Label htmlFor={`${id}-${value}`} size="small" className="cursor-pointer truncate">
              {label}
            </Label>
          </div>
        ))}
      </div>
    </fieldset>
  )
}

type RoutingEntryDrawerProps = {
  title: string
  withBrands: boolean
  /** Null for a new one, which goes to the end. */
  entry: RoutingEntry | null
  accounts: RoutingAnswer["accounts"]
  lastPlace: number
  onSave: (entry: RoutingEntry) => void
  onClose: () => void
}

export const RoutingEntryDrawer = (props: RoutingEntryDrawerProps) => {
  const { title, withBrands, entry, accounts, lastPlace, onSave, onClose } = props
  const { t } = useTranslation("payments")
  const { data: options } = useOrderFilters()
  const [tried, setTried] = useState(false)
  const [draft, setDraft] = useState<Draft>(() => ({
    account_id: entry?.account_id ?? accounts[0]?.id ?? "",
    place: String(entry?.priority ?? lastPlace + 1),
    weight: String(entry?.weight ?? 1),
    currencies: entry?.when.currencies?.join(", ") ?? "",
    countries: entry?.when.countries?.join(", ") ?? "",
    shop_ids: entry?.when.shop_ids ?? [],
    brands: entry?.when.brands ?? [],
    min_usd: entry?.when.min_usd ?? "",
    max_usd: entry?.when.max_usd ?? "",
  }))
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const faults: Faults = tried ? faultsOf(draft) : {}
  const faultText = (name: keyof Faults) => (faults[name] ? t(`routing.fault.${name}`) : undefined)

  const submit = () => {
    setTried(true)
    if (Object.keys(faultsOf(draft)).length === 0 && draft.account_id) {
      onSave(entryOf(draft))
    }
  }

  return (
    <FormDrawer
      title={title}
      hint={t("routing.entryHint")}
      submit={t("routing.take")}
      cancel={t("form.cancel")}
      error={null}
      pending={false}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t("routing.account")}>
        {({ id }) => (
          <Select value={draft.account_id} onValueChange={(account_id) => change({ account_id })}>
            <Select.Trigger id={id}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {accounts.map((account) => (
                <Select.Item key={account.id} value={account.id}>
                  {account.name}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        )}
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field
          label={t("routing.placeField")}
          hint={t("routing.placeHint")}
          fault={faultText("place")}
        >
          {(ids) => (
            <Input
              {...ids}
              inputMode="numeric"
              autoComplete="off"
              value={draft.place}
              onChange={(event) => change({ place: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={t("routing.weight")}
          hint={t("routing.weightHint")}
          fault={faultText("weight")}
        >
          {(ids) => (
            <Input
              {...ids}
              inputMode="numeric"
              autoComplete="off"
              value={draft.weight}
              onChange={(event) => change({ weight: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field
        label={t("routing.currencies")}
        hint={t("routing.currenciesHint")}
        fault={faultText("currencies")}
      >
        {(ids) => (
          <Input
            {...ids}
            autoComplete="off"
            value={draft.currencies}
            onChange={(event) => change({ currencies: event.target.value.toUpperCase() })}
          />
        )}
      </Field>
      <Field
        label={t("routing.countries")}
        hint={t("routing.countriesHint")}
        fault={faultText("countries")}
      >
        {(ids) => (
          <Input
            {...ids}
            autoComplete="off"
            value={draft.countries}
            onChange={(event) => change({ countries: event.target.value.toUpperCase() })}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label={t("routing.min")} fault={faultText("min")}>
          {(ids) => (
            <Input
              {...ids}
              inputMode="decimal"
              autoComplete="off"
              value={draft.min_usd}
              onChange={(event) => change({ min_usd: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("routing.max")} fault={faultText("max")}>
          {(ids) => (
            <Input
              {...ids}
              inputMode="decimal"
              autoComplete="off"
              value={draft.max_usd}
              onChange={(event) => change({ max_usd: event.target.value })}
            />
          )}
        </Field>
      </div>
      {withBrands && (
        <Ticks
          legend={t("routing.brands")}
          choices={BRANDS.map((value) => ({ value, label: brandName(value) }))}
          chosen={draft.brands}
          onChange={(brands) => change({ brands })}
        />
      )}
      {options && options.shops.length > 0 && (
        <Ticks
          legend={t("routing.shops")}
          choices={options.shops.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={draft.shop_ids}
          onChange={(shop_ids) => change({ shop_ids })}
        />
      )}
    </FormDrawer>
  )
}
