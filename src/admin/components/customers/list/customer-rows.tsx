import { ArrowDownMini, ArrowUpMini } from "@medusajs/icons"
import { clx, Table } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useFormats } from "../../../hooks/use-formats"
import { useMediaQuery } from "../../../hooks/use-media-query"
import type { CustomerQuery } from "../../../lib/customer-query"
import { sortedBy } from "../../../lib/customer-query"
import type { CustomerSort, ListedCustomer } from "../../../types/customers"
import { BLOCKED_ROW } from "../../orders/list/order-cells"
import { CustomerStatusBadge } from "../common/customer-status-badge"
import { customerPath } from "../common/customer-path"
import { useCustomerName } from "../common/use-customer-name"
import { CustomerMenu } from "./customer-menu"

const WIDE = "(min-width: 1024px)"

type RowsProps = {
  customers: ListedCustomer[]
  query: CustomerQuery
  onSort: (sort: Pick<CustomerQuery, "sort" | "descending">) => void
}

const CustomerName = ({ customer }: { customer: ListedCustomer }) => {
  const nameOf = useCustomerName()
  return (
    <Link
      to={customerPath(customer.id)}
      className="text-ui-fg-base txt-compact-small-plus focus-visible:shadow-borders-focus hover:text-ui-tag-blue-text break-words rounded outline-none"
    >
      {nameOf(customer)}
    </Link>
  )
}

type HeadProps = Pick<RowsProps, "query" | "onSort"> & { column: CustomerSort; end?: boolean }

const SortHead = ({ column, end, query, onSort }: HeadProps) => {
  const { t } = useTranslation("customers")
  const isSorted = query.sort === column
  const direction = query.descending ? "descending" : "ascending"
  return (
    <Table.HeaderCell
      aria-sort={isSorted ? direction : "none"}
      className={clx({ "text-end": end })}
    >
      <button
        type="button"
        onClick={() => onSort(sortedBy(query, column))}
        className="focus-visible:shadow-borders-focus hover:text-ui-fg-base inline-flex items-center gap-x-1 rounded outline-none"
      >
        {t(`column.${column}`)}
        {isSorted && (query.descending ? <ArrowDownMini /> : <ArrowUpMini />)}
      </button>
    </Table.HeaderCell>
  )
}

const NUMBER = "whitespace-nowrap text-end tabular-nums"

const CustomerTable = ({ customers, query, onSort }: RowsProps) => {
  const { t } = useTranslation("customers")
  const { money, number, day } = useFormats()
  const head = { query, onSort }
  return (
    <Table>
      <Table.Header>
        <Table.Row className="[&_th:first-child]:pl-6 [&_th]:h-10 [&_th]:pr-4">
          <SortHead column="name" {...head} />
          <Table.HeaderCell>{t("column.email")}</Table.HeaderCell>
          <Table.HeaderCell>{t("column.phone")}</Table.HeaderCell>
          <SortHead column="joined_at" {...head} />
          <SortHead column="order_count" end {...head} />
          <SortHead column="paid_count" end {...head} />
          <SortHead column="spent_usd" end {...head} />
          <Table.HeaderCell>{t("column.status")}</Table.HeaderCell>
          <Table.HeaderCell>
            <span className="sr-only">{t("column.actions")}</span>
          </Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {customers.map((customer) => (
          <Table.Row
            key={customer.id}
            className={clx("[&_td:first-child]:pl-6 [&_td]:h-12 [&_td]:pr-4", {
              [BLOCKED_ROW]: customer.status === "blocked",
            })}
          >
            <Table.Cell className="max-w-60">
              <CustomerName customer={customer} />
            </Table.Cell>
            <Table.Cell className="max-w-64">
              <span className="block truncate" title={customer.email}>
                {customer.status === "erased" ? "–" : customer.email}
              </span>
            </Table.Cell>
            <Table.Cell className="whitespace-nowrap tabular-nums">
              {customer.phone ?? "–"}
            </Table.Cell>
            <Table.Cell className="whitespace-nowrap tabular-nums">
              {day(customer.joined_at)}
            </Table.Cell>
            <Table.Cell className={NUMBER}>{number(customer.order_count)}</Table.Cell>
            <Table.Cell className={NUMBER}>{number(customer.paid_count)}</Table.Cell>
            <Table.Cell className={clx(NUMBER, "text-ui-fg-base")}>
              {money(customer.spent_usd, "USD")}
            </Table.Cell>
            <Table.Cell>
              <CustomerStatusBadge status={customer.status} />
            </Table.Cell>
            <Table.Cell>
              <CustomerMenu customer={customer} />
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  )
}

const CustomerTiles = ({ customers }: Pick<RowsProps, "customers">) => {
  const { t } = useTranslation("customers")
  const { money, day } = useFormats()
  return (
    <ul className="divide-ui-border-base divide-y">
      {customers.map((customer) => (
        <li
          key={customer.id}
          className={clx("txt-compact-small text-ui-fg-subtle flex flex-col gap-y-2 px-4 py-3", {
            [BLOCKED_ROW]: customer.status === "blocked",
          })}
        >
          <div className="flex flex-col gap-y-0.5">
            <div className="flex items-start gap-x-3">
              <div className="min-w-0 flex-1">
                <CustomerName customer={customer} />
              </div>
              <CustomerStatusBadge status={customer.status} />
              <div className="-my-1">
                <CustomerMenu customer={customer} />
              </div>
            </div>
            {customer.status !== "erased" && <span className="break-all">{customer.email}</span>}
            {customer.phone && <span className="tabular-nums">{customer.phone}</span>}
          </div>
          <div className="flex flex-wrap justify-between gap-x-4 gap-y-1 tabular-nums">
            <span>
              {t("list.orders", { count: customer.order_count })},{" "}
              {t("list.paid", { count: customer.paid_count })}
            </span>
            <span className="text-ui-fg-base">{money(customer.spent_usd, "USD")}</span>
            <span>{t("list.since", { when: day(customer.joined_at) })}</span>
          </div>
        </li>
      ))}
    </ul>
  )
}

export const CustomerRows = (props: RowsProps) =>
  useMediaQuery(WIDE) ? <CustomerTable {...props} /> : <CustomerTiles {...props} />
