import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useFormats } from "../../../hooks/use-formats"
import { phoneLink } from "../../../lib/formats"
import type { OrderCard } from "../../../types/orders"
import { Fact, Facts } from "./facts"
import { Panel, PanelPart } from "./panel"

const LINK =
  "text-ui-tag-blue-text hover:underline focus-visible:shadow-borders-focus rounded outline-none"

export const CustomerPanel = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("orders")
  const { day, language } = useFormats()
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
            <Fact label={t("customer.history")}>
              {customer.order_count > 1 && customer.first_order_at
                ? t("customer.first", { when: day(customer.first_order_at) })
                : t("customer.new")}
            </Fact>
          </Facts>
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
