import { Plus, Users } from "@medusajs/icons"
import { Button, Container, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useSearchParams } from "react-router-dom"

import { customersExportAddress, useCustomers } from "../../../hooks/api/customers"
import { useFormats } from "../../../hooks/use-formats"
import { useLastError } from "../../../hooks/use-last-error"
import type { CustomerQuery } from "../../../lib/customer-query"
import {
  isNarrowedCustomers,
  readCustomerQuery,
  writeCustomerQuery,
} from "../../../lib/customer-query"
import type { CustomerListAnswer } from "../../../types/customers"
import { LoadingRows } from "../../common/loading-rows"
import { PageHead } from "../../common/page-head"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { AddCustomer } from "./add-customer"
import { CustomerFilters } from "./customer-filters"
import { CustomerRows } from "./customer-rows"

type FootProps = {
  answer: CustomerListAnswer
  isFirst: boolean
  onBack: () => void
  onNext: (place: string) => void
}

/** Pages are known by where they begin: one goes on, or back the way one came. */
const ListFoot = ({ answer, isFirst, onBack, onNext }: FootProps) => {
  const { t } = useTranslation("customers")
  const { number } = useFormats()
  const { count, count_is_estimate, next } = answer
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 md:px-6">
      <Text size="small" className="text-ui-fg-subtle tabular-nums">
        {t(count_is_estimate ? "list.about" : "list.found", { count, number: number(count) })}
      </Text>
      {(!isFirst || next) && (
        <div className="flex gap-x-2">
          <Button size="small" variant="secondary" disabled={isFirst} onClick={onBack}>
            {t("list.back")}
          </Button>
          <Button
            size="small"
            variant="secondary"
            disabled={!next}
            onClick={() => next && onNext(next)}
          >
            {t("list.next")}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Everybody who has ordered, by e-mail address. */
export const CustomerList = () => {
  const { t } = useTranslation("customers")
  const [search, setSearch] = useSearchParams()
  const query = readCustomerQuery(search)
  const [trail, setTrail] = useState<string[]>([])
  const [adding, setAdding] = useState(false)
  const { data, error, refetch } = useCustomers(query)
  const failure = useLastError(error, data)

  const change = (part: Partial<CustomerQuery>, options?: { replace: boolean }) => {
    setTrail([])
    setSearch(
      (before) => writeCustomerQuery({ ...readCustomerQuery(before), after: "", ...part }),
      options
    )
  }
  const turnTo = (after: string, way: string[]) => {
    setTrail(way)
    setSearch(writeCustomerQuery({ ...query, after }))
  }

  return (
    <>
      <Container className="divide-ui-border-base divide-y p-0">
        <PageHead title={t("list.title")} text={t("list.text")}>
          <Button size="small" variant="secondary" asChild>
            <a href={customersExportAddress(query)} download>
              {t("list.report")}
            </a>
          </Button>
          <Button size="small" onClick={() => setAdding(true)}>
            <Plus />
            {t("list.add")}
          </Button>
        </PageHead>
        <CustomerFilters query={query} onChange={change} />
        {!data && failure && (
          <LoadFailure title={t("list.failure")} error={failure} onRetry={() => void refetch()} />
        )}
        {!data && !failure && <LoadingRows rows={8} />}
        {data?.customers.length === 0 && (
          <MessagePanel
            icon={<Users />}
            title={t(isNarrowedCustomers(query) ? "list.noneFound" : "list.none")}
            text={t(isNarrowedCustomers(query) ? "list.noneFoundText" : "list.noneText")}
          />
        )}
        {data && data.customers.length > 0 && (
          <CustomerRows customers={data.customers} query={query} onSort={(sort) => change(sort)} />
        )}
        {data && data.customers.length > 0 && (
          <ListFoot
            answer={data}
            isFirst={query.after === ""}
            onBack={() => turnTo(trail.at(-1) ?? "", trail.slice(0, -1))}
            onNext={(place) => turnTo(place, [...trail, query.after])}
          />
        )}
      </Container>
      {adding && <AddCustomer onClose={() => setAdding(false)} />}
    </>
  )
}
