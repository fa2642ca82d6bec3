import { Checkbox, Table } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { ListedOrder, OrderStatus } from "../../../types/orders"
import { OrderRow } from "./order-row"
import { SortableHeader } from "./sortable-header"

export type OrderRowsProps = {
  orders: ListedOrder[]
  order: string
  isTicked: (id: string) => boolean
  isFresh: (id: string) => boolean
  canTick: boolean
  canMove: boolean
  onSort: (order: string) => void
  onTick: (orders: ListedOrder[], tick: boolean) => void
  onMove: (order: ListedOrder, status: OrderStatus) => void
}

const SIDE = "hidden xl:table-cell"

export const OrderTable = (props: OrderRowsProps) => {
  const { orders, order, isTicked, isFresh, canTick, canMove, onSort, onTick, onMove } = props
  const { t } = useTranslation("orders")
  const tickedHere = orders.filter(({ id }) => isTicked(id)).length
  const allTicked = tickedHere > 0 && tickedHere === orders.length
  const sort = { order, onSort }
  return (
    <Table className="table-fixed">
      <Table.Header>
        <Table.Row className="[&_th:first-child]:pl-4 [&_th:last-child]:pr-3 [&_th]:h-10 [&_th]:pr-3">
          {canTick && (
            <Table.HeaderCell className="w-11">
              <Checkbox
                checked={allTicked ? true : tickedHere > 0 ? "indeterminate" : false}
                aria-label={t("list.tickPage")}
                onCheckedChange={(tick) => onTick(orders, tick === true)}
              />
            </Table.HeaderCell>
          )}
          <SortableHeader name="display_id" className="w-28" {...sort} />
          <SortableHeader name="created_at" className="w-[128px]" {...sort} />
          <Table.HeaderCell className={`${SIDE} w-24`}>{t("column.shop")}</Table.HeaderCell>
          <SortableHeader name="customer_name" {...sort} />
          <Table.HeaderCell className={SIDE}>{t("column.products")}</Table.HeaderCell>
          <SortableHeader name="total_usd" className="w-[100px]" alignRight {...sort} />
          <SortableHeader
            name="payment_method"
            className="hidden w-[94px] lg:table-cell"
            {...sort}
          />
          <SortableHeader name="country" className={`${SIDE} w-16`} {...sort} />
          <SortableHeader name="status" className="w-[122px]" {...sort} />
          <SortableHeader name="call_center_status" className={`${SIDE} w-28`} {...sort} />
          <Table.HeaderCell className="w-11">
            <span className="sr-only">{t("column.actions")}</span>
          </Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {orders.map((row) => (
          <OrderRow
            key={row.id}
            order={row}
            ticked={isTicked(row.id)}
            fresh={isFresh(row.id)}
            canTick={canTick}
            canMove={canMove}
            onTick={onTick}
            onMove={onMove}
          />
        ))}
      </Table.Body>
    </Table>
  )
}
