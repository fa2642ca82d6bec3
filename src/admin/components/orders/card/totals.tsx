import { clx } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import type { OrderCard } from "../../../types/orders"

type LineProps = { label: string; children: ReactNode; strong?: boolean }

const Line = ({ label, children, strong }: LineProps) => {
  return (
    <div
      className={clx("flex items-baseline justify-between gap-x-4", {
        "txt-compact-medium-plus text-ui-fg-base": strong,
      })}
    >
      <dt className={strong ? undefined : "text-ui-fg-subtle"}>{label}</dt>
      <dd className="text-ui-fg-base whitespace-nowrap tabular-nums">{children}</dd>
    </div>
  )
}

const isZero = (amount: string) => Number(amount) === 0

export const Totals = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("orders")
  const { money, day, rate: formatRate } = useFormats()
  const { totals, coupon, delivery } = order
  const amount = (value: string) => money(value, totals.currency)
  const rate = totals.exchange_rate
  const foreign = totals.currency.toUpperCase() !== "USD"
  return (
    <div className="txt-compact-small flex flex-col gap-y-3">
      <dl className="flex flex-col gap-y-2">
        <Line label={t("totals.products")}>{amount(totals.products)}</Line>
        {(coupon || !isZero(totals.discount)) && (
          <Line
            label={coupon?.code ? t("totals.coupon", { code: coupon.code }) : t("totals.discount")}
          >
            −{amount(totals.discount)}
          </Line>
        )}
        <Line
          label={delivery ? t("totals.shippingBy", { name: delivery.name }) : t("totals.shipping")}
        >
          {amount(totals.shipping)}
        </Line>
        <Line label={t("totals.insurance")}>{amount(totals.insurance)}</Line>
        {!isZero(totals.rounding) && (
          <Line label={t("totals.rounding")}>{amount(totals.rounding)}</Line>
        )}
        {totals.tax !== null && <Line label={t("totals.tax")}>{amount(totals.tax)}</Line>}
      </dl>
      <dl className="border-ui-border-base flex flex-col gap-y-2 border-t border-dashed pt-3">
        <Line label={t("totals.total")} strong>
          {amount(totals.total)}
        </Line>
        {foreign && <Line label={t("totals.usd")}>{money(totals.total_usd, "USD")}</Line>}
      </dl>
      {foreign && rate && (
        <p className="text-ui-fg-subtle txt-compact-xsmall text-end">
          {t("totals.rate", {
            currency: totals.currency,
            rate: formatRate(rate.usd_per_unit),
            date: day(rate.as_of),
            source: rate.source,
          })}
        </p>
      )}
    </div>
  )
}
