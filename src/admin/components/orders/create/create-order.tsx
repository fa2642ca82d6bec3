import { Button, Container, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link, useNavigate } from "react-router-dom"

import { useCreateOrder, useOrderChoices } from "../../../hooks/api/create-order"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats } from "../../../hooks/use-formats"
import type { OrderDraft } from "../../../lib/order-draft"
import { callOf, drawKey, EMPTY_ADDRESS, emptyDraft, withBuyer } from "../../../lib/order-draft"
import type { CreatedOrder, OrderChoices } from "../../../types/bulk"
import { LoadingRows } from "../../common/loading-rows"
import { PageHead } from "../../common/page-head"
import { SwitchField } from "../../common/switch-field"
import { LoadFailure } from "../common/load-failure"
import { cardPath } from "../list/order-cells"
import { AddressFields } from "./address-fields"
import { BuyerSearch } from "./buyer-search"
import { DeliveryFields } from "./delivery-fields"
import { FieldGrid, FormPart } from "./form-part"
import { LineFields } from "./line-fields"
import { PaymentFields } from "./payment-fields"
import { ShopFields } from "./shop-fields"
import { TextField } from "./text-field"

const CUSTOMER = ["first_name", "last_name", "email", "phone"] as const

/** What the server may find wrong that is shown beside a field. */
const HAS_FIELD =
  /^(customer\.(first_name|last_name|email|phone)|(billing|shipping)\.\w+|products\.\d+\.(sku|name|option|quantity|price)|options\.(currency|locale|delivery_id|delivery_price)|payment\.(pay_currency|paid_outside\.reason))$/

const Totals = ({ order }: { order: CreatedOrder }) => {
  const { t } = useTranslation("bulk")
  const { money } = useFormats()
  const { products, shipping, insurance, total } = order.totals
  const rows = [
    ["products", products],
    ["shipping", shipping],
    ["insuranceTotal", insurance],
    ["total", total],
  ] as const
  return (
    <div role="status" className="flex flex-col gap-y-2">
      <dl className="txt-compact-small flex max-w-xs flex-col gap-y-1">
        {rows.map(([name, amount]) => (
          <div key={name} className="flex justify-between gap-x-6">
            <dt className="text-ui-fg-subtle">{t(`create.${name}`)}</dt>
            <dd className="text-ui-fg-base tabular-nums">{money(amount, order.currency)}</dd>
          </div>
        ))}
      </dl>
      <p className="txt-small text-ui-fg-subtle">{t("create.ready")}</p>
    </div>
  )
}

const OrderForm = ({ choices }: { choices: OrderChoices }) => {
  const { t } = useTranslation("bulk")
  const { money } = useFormats()
  const navigate = useNavigate()
  const errorText = useErrorText()
  const [key] = useState(drawKey)
  const [draft, setDraft] = useState(() => emptyDraft(choices))
  const [checked, setChecked] = useState<CreatedOrder | null>(null)
  const { mutate, isPending, error, reset } = useCreateOrder()

  const change = (part: Partial<OrderDraft>) => {
    setDraft({ ...draft, ...part })
    // The total was of what stood here before.
    setChecked(null)
  }
  const faultOf = (path: string) => error?.fields.find((fault) => fault.path === path)?.message
  // The sentence names what has no field of its own here.
  const sentence =
    error &&
    (error.fields.length > 0 && error.fields.every(({ path }) => HAS_FIELD.test(path))
      ? t("create.faults", { count: error.fields.length })
      : errorText(error))

  const submit = () => {
    reset()
    mutate(
      { ...callOf(draft, key), dry_run: checked === null },
      {
        onSuccess: ({ order }) => {
          if (order.id === null) {
            setChecked(order)
            return
          }
          toast.success(t("create.created"))
          navigate(cardPath(order.id))
        },
        onError: () => setChecked(null),
      }
    )
  }

  return (
    <form
      noValidate
      className="divide-y"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <FormPart title={t("create.customerPart")}>
        <BuyerSearch
          onChoose={(buyer) => {
            setDraft(withBuyer(draft, buyer))
            setChecked(null)
          }}
        />
        <FieldGrid>
          {CUSTOMER.map((field) => (
            <TextField
              key={field}
              label={t(`create.${field}`)}
              hint={field === "phone" ? t("create.phoneHint") : undefined}
              fault={faultOf(`customer.${field}`)}
              inputMode={field === "email" ? "email" : field === "phone" ? "tel" : undefined}
              value={draft.customer[field]}
              onChange={(value) => change({ customer: { ...draft.customer, [field]: value } })}
            />
          ))}
        </FieldGrid>
      </FormPart>
      <FormPart title={t("create.billingPart")}>
        <AddressFields
          path="billing"
          address={draft.billing}
          faultOf={faultOf}
          onChange={(billing) => change({ billing })}
        />
        <SwitchField
          label={t("create.elsewhere")}
          hint={t("create.elsewhereHint")}
          checked={draft.shipping !== null}
          onChange={(on) => change({ shipping: on ? EMPTY_ADDRESS : null })}
        />
      </FormPart>
      {draft.shipping && (
        <FormPart title={t("create.shippingPart")}>
          <AddressFields
            path="shipping"
            address={draft.shipping}
            faultOf={faultOf}
            onChange={(shipping) => change({ shipping })}
          />
        </FormPart>
      )}
      <FormPart title={t("create.shopPart")}>
        <ShopFields draft={draft} choices={choices} faultOf={faultOf} onChange={change} />
      </FormPart>
      <FormPart title={t("create.productsPart")}>
        <LineFields lines={draft.lines} faultOf={faultOf} onChange={(lines) => change({ lines })} />
      </FormPart>
      <FormPart title={t("create.deliveryPart")}>
        <DeliveryFields draft={draft} choices={choices} faultOf={faultOf} onChange={change} />
      </FormPart>
      <FormPart title={t("create.paymentPart")}>
        <PaymentFields draft={draft} faultOf={faultOf} onChange={change} />
      </FormPart>
      <div className="flex flex-col gap-y-4 px-4 py-6 md:px-6">
        {checked && <Totals order={checked} />}
        {sentence && (
          <p role="alert" className="txt-small text-ui-fg-error">
            {sentence}
          </p>
        )}
        <div className="flex flex-wrap items-center gap-2">
          <Button size="small" type="submit" isLoading={isPending}>
            {checked
              ? t("create.create", { total: money(checked.totals.total, checked.currency) })
              : t("create.check")}
          </Button>
          <Button size="small" variant="secondary" asChild>
            <Link to="/orders">{t("create.cancel")}</Link>
          </Button>
        </div>
      </div>
    </form>
  )
}

/** An order that staff write in the name of a shop: on the telephone, by letter, at the counter. */
export const CreateOrder = () => {
  const { t } = useTranslation("bulk")
  const { data: choices, error, refetch } = useOrderChoices()
  return (
    <Container className="divide-y p-0">
      <PageHead title={t("create.title")} text={t("create.text")} />
      {!choices && error && (
        <LoadFailure title={t("create.failure")} error={error} onRetry={() => void refetch()} />
      )}
      {!choices && !error && <LoadingRows rows={8} />}
      {choices && choices.shops.length === 0 && (
        <p className="txt-small text-ui-fg-subtle px-4 py-6 md:px-6">{t("create.noShops")}</p>
      )}
      {choices && choices.shops.length > 0 && <OrderForm choices={choices} />}
    </Container>
  )
}
