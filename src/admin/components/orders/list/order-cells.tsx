import { ExclamationCircleSolid, XCircleSolid } from "@medusajs/icons"
import { Tooltip } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useFormats } from "../../../hooks/use-formats"
import { ROW_LINK } from "../../../hooks/use-list-keys"
import { PaymentStateBadge } from "../../payments/common/badges"
import type { ListedOrder, OrderStatus, PaymentState } from "../../../types/orders"

type OrderProps = { order: ListedOrder }

export const cardPath = (id: string): string => `/orders/${encodeURIComponent(id)}/card`

export const OrderNumber = ({ order }: OrderProps) => {
  const { t } = useTranslation("orders")
  return (
    <div className="flex min-w-0 flex-col">
      <span className="flex items-center gap-x-1">
        <Link
          to={cardPath(order.id)}
          aria-label={t("list.open", { number: order.display_id })}
          className="text-ui-fg-base txt-compact-small-plus focus-visible:shadow-borders-focus hover:text-ui-tag-blue-text rounded tabular-nums outline-none"
          {...{ [ROW_LINK]: "" }}
        >
          #{order.display_id}
        </Link>
        {order.attention > 0 && (
          <Tooltip content={t("list.attention", { count: order.attention })}>
            <span>
              <ExclamationCircleSolid className="text-ui-tag-orange-icon" aria-hidden="true" />
              <span className="sr-only">{t("list.attention", { count: order.attention })}</span>
            </span>
          </Tooltip>
        )}
      </span>
      <span
        className="text-ui-fg-subtle txt-compact-xsmall truncate tabular-nums"
        title={t("list.shopNumber", { number: order.shop_order_id })}
      >
        {order.shop_order_id}
      </span>
    </div>
  )
}

/** The orders of blocked customers are seen from afar. */
export const BLOCKED_ROW =
  "bg-ui-tag-red-bg hover:bg-ui-tag-red-bg-hover focus-within:bg-ui-tag-red-bg-hover"

export const CustomerCell = ({ order: { customer, is_customer_blocked: blocked } }: OrderProps) => {
  const { t } = useTranslation("orders")
  const history = `${t("list.orders", { count: customer.order_count })}, ${t("list.paid", {
    count: customer.paid_order_count,
  })}`
  return (
    <div className="flex min-w-0 flex-col">
      <span className="flex min-w-0 items-baseline gap-x-1.5">
        {blocked && (
          <Tooltip content={t("list.blockedCustomer")}>
            <span className="shrink-0 self-center">
              <XCircleSolid className="text-ui-tag-red-icon" aria-hidden="true" />
              <span className="sr-only">{t("list.blockedCustomer")}</span>
            </span>
          </Tooltip>
        )}
        <span className="text-ui-fg-base truncate" title={customer.name}>
          {customer.name}
        </span>
        <span
          className="text-ui-fg-subtle txt-compact-xsmall shrink-0 tabular-nums"
          title={history}
        >
          <span aria-hidden="true">
            {customer.order_count}/{customer.paid_order_count}
          </span>
          <span className="sr-only">{history}</span>
        </span>
      </span>
      <span className="text-ui-fg-subtle txt-compact-xsmall truncate" title={customer.email}>
        {customer.email}
      </span>
    </div>
  )
}

export const ProductsCell = ({ order }: OrderProps) => {
  const { t } = useTranslation("orders")
  const [first] = order.products
  const more = order.products.length - 1
  if (!first) {
    return <span className="text-ui-fg-subtle">–</span>
  }
  const all = order.products.map(({ name, quantity }) => `${quantity} × ${name}`).join("\n")
  return (
    <div className="flex min-w-0 flex-col" title={all}>
      <span className="truncate">
        <span className="tabular-nums">{first.quantity} ×</span> {first.name}
      </span>
      {more > 0 && (
        <span className="text-ui-fg-subtle txt-compact-xsmall">
          {t("list.more", { count: more })}
        </span>
      )}
    </div>
  )
}

export const AmountCell = ({ order }: OrderProps) => {
  const { money } = useFormats()
  return (
    <div className="flex flex-col items-end whitespace-nowrap tabular-nums">
      <span className="text-ui-fg-base">{money(order.total, order.currency)}</span>
      {order.currency.toUpperCase() !== "USD" && (
        <span className="text-ui-fg-subtle txt-compact-xsmall">
          {money(order.total_usd, "USD")}
        </span>
      )}
    </div>
  )
}

/** What the status says already: an order that waits is unpaid, one that is approved is paid. */
const PLAIN: PaymentState[] = ["unpaid", "pending", "declined", "paid"]
const SAID_BY_STATUS: Partial<Record<OrderStatus, PaymentState>> = {
  refunded: "refunded",
  chargeback: "charged_back",
}

/** The state of the payment, where it tells more than the status does. */
export const ListedPaymentState = ({ order: { status, payment_state } }: OrderProps) =>
  payment_state && !PLAIN.includes(payment_state) && SAID_BY_STATUS[status] !== payment_state ? (
    <PaymentStateBadge state={payment_state} />
  ) : null
