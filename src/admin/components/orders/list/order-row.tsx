import { Checkbox, clx, Table } from "@medusajs/ui"
import type { MouseEvent } from "react"
import { memo } from "react"
import { useTranslation } from "react-i18next"
import { useNavigate } from "react-router-dom"

import type { ListedOrder, OrderStatus } from "../../../types/orders"
import { CountryCode } from "../common/country-code"
import { PaymentLabel } from "../common/payment-label"
import { CallCenterBadge, OrderStatusBadge } from "../common/status-badges"
import { StackedTime } from "../common/time"
import {
  AmountCell,
  BLOCKED_ROW,
  cardPath,
  CustomerCell,
  ListedPaymentState,
  OrderNumber,
  ProductsCell,
} from "./order-cells"
import { RowMenu } from "./row-menu"

export type OrderRowProps = {
  order: ListedOrder
  ticked: boolean
  fresh: boolean
  canTick: boolean
  canMove: boolean
  onTick: (orders: ListedOrder[], tick: boolean) => void
  onMove: (order: ListedOrder, status: OrderStatus) => void
}

const CONTROLS = "a,button,input,label,[role=checkbox],[role=menuitem]"

/** A click anywhere on a row opens it, unless it meant a control or selected some text. */
export const useOpenOnClick = (id: string) => {
  const navigate = useNavigate()
  return (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement
    // A menu is drawn elsewhere in the page, but React still brings its clicks here.
    const inside = event.currentTarget.contains(target)
    if (!inside || target.closest(CONTROLS) || window.getSelection()?.toString()) {
      return
    }
    if (event.metaKey || event.ctrlKey) {
      window.open(`${window.location.pathname.replace(/\/orders.*/, "")}${cardPath(id)}`, "_blank")
      return
    }
    navigate(cardPath(id))
  }
}

export const OrderRow = memo((props: OrderRowProps) => {
  const { order, ticked, fresh, canTick, canMove, onTick, onMove } = props
  const { t } = useTranslation("orders")
  const open = useOpenOnClick(order.id)
  return (
    <Table.Row
      data-order-row={order.id}
      onClick={open}
      className={clx(
        "cursor-pointer [&_td:first-child]:pl-4 [&_td:last-child]:pr-3 [&_td]:h-14 [&_td]:pr-3",
        "focus-within:bg-ui-bg-base-hover",
        {
          "bg-ui-bg-highlight hover:bg-ui-bg-highlight-hover dark:bg-ui-bg-base-hover dark:hover:bg-ui-bg-base-hover":
            ticked || fresh,
          [BLOCKED_ROW]: order.is_customer_blocked && !ticked && !fresh,
        }
      )}
    >
      {canTick && (
        <Table.Cell>
          <Checkbox
            checked={ticked}
            aria-label={t("list.tick", { number: order.display_id })}
            onCheckedChange={(tick) => onTick([order], tick === true)}
          />
        </Table.Cell>
      )}
      <Table.Cell>
        <OrderNumber order={order} />
      </Table.Cell>
      <Table.Cell>
        <StackedTime at={order.created_at} />
      </Table.Cell>
      <Table.Cell className="hidden xl:table-cell">
        <span className="block truncate" title={order.shop.name}>
          {order.shop.name}
        </span>
      </Table.Cell>
      <Table.Cell>
        <CustomerCell order={order} />
      </Table.Cell>
      <Table.Cell className="hidden xl:table-cell">
        <ProductsCell order={order} />
      </Table.Cell>
      <Table.Cell>
        <AmountCell order={order} />
      </Table.Cell>
      <Table.Cell className="hidden lg:table-cell">
        <PaymentLabel method={order.payment_method} card={order.card} stacked />
      </Table.Cell>
      <Table.Cell className="hidden xl:table-cell">
        <CountryCode code={order.country} />
      </Table.Cell>
      <Table.Cell>
        <div className="flex min-w-0 flex-col items-start gap-y-1">
          <OrderStatusBadge status={order.status} />
          <ListedPaymentState order={order} />
          {order.call_center_status && (
            <span className="max-w-full xl:hidden">
              <CallCenterBadge status={order.call_center_status} />
            </span>
          )}
        </div>
      </Table.Cell>
      <Table.Cell className="hidden xl:table-cell">
        {order.call_center_status ? (
          <CallCenterBadge status={order.call_center_status} />
        ) : (
          <span className="text-ui-fg-subtle">–</span>
        )}
      </Table.Cell>
      <Table.Cell>
        <RowMenu order={order} canMove={canMove} onMove={onMove} />
      </Table.Cell>
    </Table.Row>
  )
})
OrderRow.displayName = "OrderRow"
