import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useFormats } from "../../../hooks/use-formats"
import { phoneLink } from "../../../lib/formats"
import type { OrderCard, OtherOrder } from "../../../types/orders"
import { OrderStatusBadge } from "../common/status-badges"
import { RelativeTime } from "../common/time"
import { cardPath } from "../list/order-cells"
import { Fact, Facts } from "./facts"
import { Panel, PanelPart } from "./panel"

const LINK =
  "text-ui-tag-blue-text hover:underline focus-visible:shadow-borders-focus rounded outline-none"

/** The newest of the customer's other orders; the list has them all. */
const OtherOrders = ({ others }: { others: OtherOrder[] }) => {
  const { t } = useTranslation("card")
  const { money } = useFormats()
  if (others.length === 0) {
    return null
  }
  return (
    <div className="flex flex-col gap-y-2">
      <Text size="small" weight="plus">
        {t("customer.others")}
      </Text>
      <ul aria-label={t("customer.others")} className="flex flex-col gap-y-2">
        {others.map((order) => (
          <li key={order.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Link
              to={cardPath(order.id)}
              aria-label={t("customer.other", { number: order.display_id })}
              className={`${LINK} txt-compact-small tabular-nums`}
            >
              #{order.display_id}
            </Link>
            <OrderStatusBadge status={order.status} />
            <span className="txt-compact-small text-ui-fg-subtle ms-auto tabular-nums">
              {money(order.total, order.currency)}
            </span>
            <RelativeTime
              at={order.created_at}
              className="txt-compact-xsmall text-ui-fg-subtle w-full"
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

export const CustomerPanel = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("orders")
  const { t: card } = useTranslation("card")
  const { day, language, money } = useFormats()
  const { customer } = order
  const orders = t("customer.orders", { count: customer.order_count })
  const paid = t("customer.paidOrders", { count: customer.paid_order_count })
  return (
    <Panel title={t("customer.title")}>
      <PanelPart>
        <div className="flex flex-col gap-y-3">
          <div className="flex flex-col gap-y-1">
            <Text size="small" weight="plus" className="break-words">
              {customer.name}
            </Text>
            <Text size="small" className="text-ui-fg-subtle">
              {orders}, {paid}
            </Text>
          </div>
          <Facts>
            <Fact label={t("customer.email")}>
              <a
                href={`mailto:${encodeURIComponent(customer.email)}`}
                className={`${LINK} break-all`}
              >
                {customer.email}
              </a>
            </Fact>
            {customer.phone && (
              <Fact label={t("customer.phone")}>
                <a href={phoneLink(customer.phone)} className={`${LINK} tabular-nums`}>
                  {customer.phone}
                </a>
              </Fact>
            )}
            {order.language && (
              <Fact label={t("customer.language")}>{language(order.language)}</Fact>
            )}
            {customer.spent_usd !== undefined && (
              <Fact label={card("customer.spent")}>
                <span className="tabular-nums">{money(customer.spent_usd, "USD")}</span>
              </Fact>
            )}
            <Fact label={t("customer.history")}>
              {customer.order_count > 1 && customer.first_order_at
                ? t("customer.first", { when: day(customer.first_order_at) })
                : t("customer.new")}
            </Fact>
          </Facts>
          <OtherOrders others={customer.others ?? []} />
          <Link
            to={`/orders?q=${encodeURIComponent(customer.email)}`}
            className={`${LINK} txt-compact-small w-fit`}
          >
            {t("customer.all")}
          </Link>
        </div>
      </PanelPart>
    </Panel>
  )
}
