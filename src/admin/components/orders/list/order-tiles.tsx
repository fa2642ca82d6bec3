import { Checkbox, clx } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { CountryCode } from "../common/country-code"
import { PaymentLabel } from "../common/payment-label"
import { CallCenterBadge, OrderStatusBadge } from "../common/status-badges"
import { RelativeTime } from "../common/time"
import {
  AmountCell,
  BLOCKED_ROW,
  CustomerCell,
  ListedPaymentState,
  OrderNumber,
  ProductsCell,
} from "./order-cells"
import type { OrderRowProps } from "./order-row"
import { useOpenOnClick } from "./order-row"
import type { OrderRowsProps } from "./order-table"
import { RowMenu } from "./row-menu"

const OrderTile = (props: OrderRowProps) => {
  const { order, ticked, fresh, canTick, canMove, onTick, onMove } = props
  const { t } = useTranslation("orders")
  const open = useOpenOnClick(order.id)
  return (
    <li
      data-order-row={order.id}
      onClick={open}
      className={clx(
        "txt-compact-small text-ui-fg-subtle flex cursor-pointer flex-col gap-y-2 px-4 py-3",
        {
          "bg-ui-bg-highlight dark:bg-ui-bg-base-hover": ticked || fresh,
          [BLOCKED_ROW]: order.is_customer_blocked && !ticked && !fresh,
        }
      )}
    >
      <div className="flex items-start gap-x-3">
        {canTick && (
          <Checkbox
            className="mt-0.5"
            checked={ticked}
            aria-label={t("list.tick", { number: order.display_id })}
            onCheckedChange={(tick) => onTick([order], tick === true)}
          />
        )}
        <OrderNumber order={order} />
        <RelativeTime at={order.created_at} className="text-ui-fg-subtle ms-auto" />
        <div className="-my-1">
          <RowMenu order={order} canMove={canMove} onMove={onMove} />
        </div>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-2">
        <CustomerCell order={order} />
        <AmountCell order={order} />
        <ProductsCell order={order} />
        <span className="text-end">
          <PaymentLabel method={order.payment_method} card={order.card} />
        </span>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <OrderStatusBadge status={order.status} />
        <ListedPaymentState order={order} />
        {order.call_center_status && <CallCenterBadge status={order.call_center_status} />}
        <span className="text-ui-fg-subtle txt-compact-xsmall ms-auto truncate">
          {order.shop.name} · <CountryCode code={order.country} />
        </span>
      </div>
    </li>
  )
}

/** The rows of the table as cards, for screens too narrow for columns. */
export const OrderTiles = (props: OrderRowsProps) => {
  const { orders, isTicked, isFresh, ...rest } = props
  return (
    <ul className="divide-ui-border-base divide-y border-y">
      {orders.map((order) => (
        <OrderTile
          key={order.id}
          order={order}
          ticked={isTicked(order.id)}
          fresh={isFresh(order.id)}
          canTick={rest.canTick}
          canMove={rest.canMove}
          onTick={rest.onTick}
          onMove={rest.onMove}
        />
      ))}
    </ul>
  )
}
