import { Badge, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useFormats } from "../../../hooks/use-formats"
import { phoneLink } from "../../../lib/formats"
import type { Customer } from "../../../types/customers"
import { MessageDrawer } from "../../mail/messages/message-drawer"
import { MessageItem } from "../../mail/messages/message-item"
import { Fact, Facts } from "../../orders/card/facts"
import { Panel, PanelPart } from "../../orders/card/panel"
import { OrderStatusBadge } from "../../orders/common/status-badges"
import { FullTime, StackedTime } from "../../orders/common/time"
import { cardPath } from "../../orders/list/order-cells"

const LINK =
  "text-ui-tag-blue-text hover:underline focus-visible:shadow-borders-focus rounded outline-none"

type CustomerProps = { customer: Customer }

const Nothing = ({ text }: { text: string }) => (
  <PanelPart>
    <Text size="small" className="text-ui-fg-subtle">
      {text}
    </Text>
  </PanelPart>
)

export const FactsPanel = ({ customer }: CustomerProps) => {
  const { t } = useTranslation("customers")
  const { day, money, number } = useFormats()
  return (
    <Panel title={t("card.facts")}>
      <PanelPart>
        <Facts>
          {customer.status !== "erased" && (
            <Fact label={t("column.email")}>
              <a
                href={`mailto:${encodeURIComponent(customer.email)}`}
                className={`${LINK} break-all`}
              >
                {customer.email}
              </a>
            </Fact>
          )}
          {customer.phone && (
            <Fact label={t("column.phone")}>
              <a href={phoneLink(customer.phone)} className={`${LINK} tabular-nums`}>
                {customer.phone}
              </a>
            </Fact>
          )}
          <Fact label={t("column.joined_at")}>{day(customer.joined_at)}</Fact>
          <Fact label={t("column.order_count")}>{number(customer.order_count)}</Fact>
          <Fact label={t("column.paid_count")}>{number(customer.paid_count)}</Fact>
          <Fact label={t("column.spent_usd")}>{money(customer.spent_usd, "USD")}</Fact>
        </Facts>
      </PanelPart>
      {customer.note && (
        <PanelPart>
          <p className="txt-small text-ui-fg-base whitespace-pre-line break-words">
            {customer.note}
          </p>
        </PanelPart>
      )}
    </Panel>
  )
}

/** By what a customer is blocked, why, and since when. */
export const BlocksPanel = ({ customer }: CustomerProps) => {
  const { t } = useTranslation("customers")
  if (customer.blocks.length === 0) {
    return null
  }
  return (
    <Panel title={t("card.blocked")}>
      <ul className="divide-ui-border-base divide-y">
        {customer.blocks.map((block) => (
          <li key={block.id} className="flex flex-col gap-y-1 px-4 py-3 md:px-6">
            <span className="flex flex-wrap items-center gap-2">
              <Badge size="2xsmall" color="red">
                {t(`block.kind.${block.kind}`)}
              </Badge>
              <span className="txt-compact-small text-ui-fg-base break-all">{block.shown}</span>
            </span>
            {block.reason && (
              <q className="txt-small text-ui-fg-subtle break-words">{block.reason}</q>
            )}
            <span className="txt-compact-xsmall text-ui-fg-subtle">
              {block.by} <FullTime at={block.created_at} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export const OrdersPanel = ({ customer }: CustomerProps) => {
  const { t } = useTranslation("customers")
  const { money } = useFormats()
  return (
    <Panel
      title={t("card.orders")}
      aside={
        customer.orders.length < customer.order_count && (
          <Link
            to={`/orders?q=${encodeURIComponent(customer.email)}`}
            className={`${LINK} txt-compact-small`}
          >
            {t("card.allOrders")}
          </Link>
        )
      }
    >
      {customer.orders.length === 0 ? (
        <Nothing text={t("card.noOrders")} />
      ) : (
        <ul className="divide-ui-border-base divide-y">
          {customer.orders.map((order) => (
            <li
              key={order.id}
              className="txt-compact-small flex items-center gap-x-4 px-4 py-3 md:px-6"
            >
              <Link
                to={cardPath(order.id)}
                className={`${LINK} w-14 shrink-0 tabular-nums sm:w-20`}
              >
                #{order.display_id}
              </Link>
              <span className="min-w-0 flex-1 sm:w-28 sm:flex-none">
                <StackedTime at={order.created_at} />
              </span>
              <span className="text-ui-fg-subtle min-w-0 flex-1 truncate max-sm:hidden">
                {order.shop.name}
              </span>
              <span className="flex shrink-0 flex-col items-end gap-1 sm:flex-row-reverse sm:items-center">
                <span className="text-ui-fg-base text-end tabular-nums sm:w-24">
                  {money(order.total, order.currency)}
                </span>
                <span className="flex items-center gap-x-2">
                  {order.archived_at && <Badge size="2xsmall">{t("card.archived")}</Badge>}
                  <OrderStatusBadge status={order.status} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

export const MessagesPanel = ({ customer }: CustomerProps) => {
  const { t } = useTranslation("customers")
  const [open, setOpen] = useState<string | null>(null)
  return (
    <Panel title={t("card.messages")}>
      {customer.messages.length === 0 ? (
        <Nothing text={t("card.noMessages")} />
      ) : (
        <ul className="divide-ui-border-base divide-y">
          {customer.messages.map((message) => (
            <MessageItem
              key={message.id}
              withOrder
              message={message}
              onOpen={() => setOpen(message.id)}
            />
          ))}
        </ul>
      )}
      {open && <MessageDrawer id={open} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

export const NotesPanel = ({ customer }: CustomerProps) => {
  const { t } = useTranslation("customers")
  return (
    <Panel title={t("card.notes")}>
      {customer.notes.length === 0 ? (
        <Nothing text={t("card.noNotes")} />
      ) : (
        <ul className="divide-ui-border-base divide-y">
          {customer.notes.map(({ id, order, by, at, note }) => (
            <li key={id} className="flex flex-col gap-y-1 px-4 py-3 md:px-6">
              <p className="txt-small text-ui-fg-base whitespace-pre-line break-words">
                {note ?? t("erased.note")}
              </p>
              <span className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap gap-x-1.5">
                <Link to={cardPath(order.id)} className={`${LINK} tabular-nums`}>
                  #{order.display_id}
                </Link>
                {by && <span>· {by}</span>}
                <span>
                  · <FullTime at={at} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
