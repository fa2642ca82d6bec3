import { ArrowDownTray, History, Plus, TruckFast } from "@medusajs/icons"
import { Button } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useMe } from "../../../hooks/api/me"
import { toSearch } from "../../../lib/client"
import type { OrderQuery } from "../../../lib/order-query"
import { conditionsOf } from "../../../lib/order-query"
import { JobsDrawer } from "../bulk/jobs-drawer"
import { ViewsMenu } from "../views/views-menu"

type ListActionsProps = {
  query: OrderQuery
  onChange: (part: Partial<OrderQuery>) => void
  /** Sends all that can be sent to their shippers; only while no order is ticked. */
  onSendAll?: () => void
}

const reportPath = (query: OrderQuery): string =>
  `/admin/crm/orders/report${toSearch({ ...conditionsOf(query), tab: query.tab })}`

/** On a telephone the picture of a button says it to the eye, its word to a screen reader. */
const TEXT_WHERE_WIDE = "sr-only md:not-sr-only"

/** What can be done on the page while nothing is ticked. */
export const ListActions = ({ query, onChange, onSendAll }: ListActionsProps) => {
  const { t } = useTranslation("bulk")
  const { permissions } = useMe()
  const [jobs, setJobs] = useState(false)
  return (
    <div className="ms-auto flex flex-wrap items-center justify-end gap-2">
      <ViewsMenu query={query} onChange={onChange} />
      {permissions.bulk && (
        <Button size="small" variant="secondary" onClick={() => setJobs(true)}>
          <History />
          <span className={TEXT_WHERE_WIDE}>{t("jobs.button")}</span>
        </Button>
      )}
      {permissions.report && (
        <Button size="small" variant="secondary" asChild>
          <a href={reportPath(query)} download>
            <ArrowDownTray />
            <span className={TEXT_WHERE_WIDE}>{t("report")}</span>
          </a>
        </Button>
      )}
      {onSendAll && (
        <Button size="small" variant="secondary" onClick={onSendAll}>
          <TruckFast />
          {t("dispatch:action.send_to_shipper")}
        </Button>
      )}
      {permissions.create_order && (
        <Button size="small" asChild>
          <Link to="/orders/create">
            <Plus />
            {t("create.button")}
          </Link>
        </Button>
      )}
      {jobs && <JobsDrawer onClose={() => setJobs(false)} />}
    </div>
  )
}
