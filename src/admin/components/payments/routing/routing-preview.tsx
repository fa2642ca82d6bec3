import { Button, Input, Select } from "@medusajs/ui"
import type { FormEvent } from "react"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useOrderFilters } from "../../../hooks/api/orders"
import { useRoutingPreview } from "../../../hooks/api/routing"
import { useErrorText } from "../../../hooks/use-error-text"
import { readAmount } from "../../../lib/amounts"
import { brandName } from "../../../lib/formats"
import type { RoutingRules } from "../../../types/payments"
import { PAYMENT_METHODS } from "../../../types/payments"
import { Field } from "../../common/field"
import { Panel, PanelPart } from "../../orders/card/panel"
import { PlanReasons } from "../common/plan-reasons"

const BRANDS = ["visa", "mastercard", "amex", "discover"]

type Choice = { value: string; label: string }
type PickProps = {
  label: string
  value: string
  choices: Choice[]
  onChange: (value: string) => void
}

const Pick = ({ label, value, choices, onChange }: PickProps) => (
  <Field label={label}>
    {({ id }) => (
      <Select size="small" value={value} onValueChange={onChange}>
        <Select.Trigger id={id}>
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          {choices.map((choice) => (
            <Select.Item key={choice.value} value={choice.value}>
              {choice.label}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    )}
  </Field>
)

/** What would happen to an order like this one, without one. */
export const RoutingPreview = ({ draft }: { draft: RoutingRules | null }) => {
  const { t } = useTranslation("payments")
  const { t: orders } = useTranslation("orders")
  const errorText = useErrorText()
  const { data: options } = useOrderFilters()
  const { mutate, data, error, isPending } = useRoutingPreview()
  const [method, setMethod] = useState<(typeof PAYMENT_METHODS)[number]>("credit_card")
  const [amount, setAmount] = useState("50")
  const [currency, setCurrency] = useState("EUR")
  const [country, setCountry] = useState("DE")
  const [shop, setShop] = useState("")
  const [brand, setBrand] = useState(BRANDS[0] ?? "visa")
  const [wrong, setWrong] = useState(false)
  const shops = options?.shops ?? []
  // Without a shop there is no order either; the server takes any word for one.
  const shopId = shop || (shops[0]?.id ?? "none")

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const read = readAmount(amount)
    setWrong(read === null)
    if (read !== null) {
      mutate({
        context: {
          method,
          amount_usd: read,
          currency,
          country,
          shop_id: shopId,
          brand: method === "credit_card" ? brand : null,
        },
        rules: draft ?? undefined,
      })
    }
  }

  return (
    <Panel title={t("preview.title")}>
      <PanelPart>
        <form onSubmit={submit} noValidate className="flex flex-col gap-y-4">
          <p className="txt-small text-ui-fg-subtle">
            {t(draft ? "preview.textDraft" : "preview.text")}
          </p>
          <div className="grid grid-cols-2 gap-x-3 gap-y-4">
            <Pick
              label={t("preview.method")}
              value={method}
              choices={PAYMENT_METHODS.map((value) => ({
                value,
                label: orders(`method.${value}`),
              }))}
              onChange={(value) =>
                setMethod(PAYMENT_METHODS.find((one) => one === value) ?? "credit_card")
              }
            />
            {method === "credit_card" ? (
              <Pick
                label={t("preview.brand")}
                value={brand}
                choices={BRANDS.map((value) => ({ value, label: brandName(value) }))}
                onChange={setBrand}
              />
            ) : (
              <span />
            )}
            <Field label={t("preview.amount")} fault={wrong ? t("dialog.wrongAmount") : undefined}>
              {(ids) => (
                <Input
                  {...ids}
                  size="small"
                  inputMode="decimal"
                  autoComplete="off"
                  value={amount}
                  onChange={(event) => setAmount(event.target.value)}
                />
              )}
            </Field>
            <Field label={t("preview.currency")}>
              {(ids) => (
                <Input
                  {...ids}
                  size="small"
                  maxLength={3}
                  autoComplete="off"
                  value={currency}
                  onChange={(event) => setCurrency(event.target.value.toUpperCase())}
                />
              )}
            </Field>
            <Field label={t("preview.country")}>
              {(ids) => (
                <Input
                  {...ids}
                  size="small"
                  maxLength={2}
                  autoComplete="off"
                  value={country}
                  onChange={(event) => setCountry(event.target.value.toUpperCase())}
                />
              )}
            </Field>
            {shops.length > 0 && (
              <Pick
                label={t("preview.shop")}
                value={shopId}
                choices={shops.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={setShop}
              />
            )}
          </div>
          <Button
            type="submit"
            size="small"
            variant="secondary"
            className="self-start"
            isLoading={isPending}
          >
            {t("preview.try")}
          </Button>
        </form>
      </PanelPart>
      {(data || error) && (
        <PanelPart>
          <div role="status">
            {error && <p className="txt-small text-ui-fg-error">{errorText(error)}</p>}
            {data &&
              (data.choices.length > 0 ? (
                <PlanReasons reasons={data.choices} />
              ) : (
                <p className="txt-small text-ui-fg-subtle">{t("preview.nobody")}</p>
              ))}
          </div>
        </PanelPart>
      )}
    </Panel>
  )
}
