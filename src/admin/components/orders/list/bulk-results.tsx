import { CheckCircleSolid, XCircleSolid } from "@medusajs/icons"
import { Button, Drawer, Heading, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useBulkJob } from "../../../hooks/api/orders"
import type { BulkAnswer, BulkResult, ListedOrder } from "../../../types/orders"
import { LoadFailure } from "../common/load-failure"
import { OrderStatusBadge } from "../common/status-badges"
import { cardPath } from "./order-cells"
import { DrawerHead } from "../../common/drawer-head"

type Names = Map<string, ListedOrder>

/** Nobody reads ten thousand lines, and no browser should have to draw them. */
const MOST_SHOWN = 200

type ResultListProps = { heading: string; results: BulkResult[]; names: Names }

const ResultList = ({ heading, results, names }: ResultListProps) => {
  const { t } = useTranslation("orders")
  if (results.length === 0) {
    return null
  }
  const rest = results.length - MOST_SHOWN
  return (
    <section className="flex flex-col gap-y-2">
      <Heading level="h3">{heading}</Heading>
      <ul className="divide-ui-border-base divide-y">
        {results.slice(0, MOST_SHOWN).map((result) => {
          const order = names.get(result.id)
          return (
            <li key={result.id} className="flex items-start gap-x-2 py-2">
              {result.ok ? (
                <CheckCircleSolid className="text-ui-tag-green-icon mt-0.5 shrink-0" />
              ) : (
                <XCircleSolid className="text-ui-tag-red-icon mt-0.5 shrink-0" />
              )}
              <div className="flex min-w-0 flex-1 flex-col gap-y-0.5">
                <Link
                  to={cardPath(result.id)}
                  className="txt-compact-small-plus text-ui-fg-base hover:text-ui-tag-blue-text truncate"
                >
                  {order ? `#${order.display_id} · ${order.customer.name}` : result.id}
                </Link>
                {result.error && (
                  <Text size="small" className="text-ui-fg-subtle">
                    {result.error}
                  </Text>
                )}
              </div>
              {result.status && <OrderStatusBadge status={result.status} />}
            </li>
          )
        })}
        {rest > 0 && (
          <li className="txt-compact-small text-ui-fg-subtle py-2">
            {t("bulk.rest", { count: rest })}
          </li>
        )}
      </ul>
    </section>
  )
}

type ProgressProps = { texts: BulkTexts; done: number; total: number }

const Progress = ({ texts, done, total }: ProgressProps) => {
  const { t } = useTranslation("orders")
  return (
    <div className="flex flex-col gap-y-2">
      <Text size="small">{t(`${texts}.running`, { done, total })}</Text>
      <progress
        className="accent-ui-fg-interactive h-2 w-full"
        aria-label={t(`${texts}.progress`)}
        value={done}
        max={Math.max(total, 1)}
      />
    </div>
  )
}

/** Where the words are: of a change of status, or of sending to shippers. */
type BulkTexts = "bulk" | "dispatch:job"

type BulkResultsProps = {
  answer: BulkAnswer
  title: string
  texts?: BulkTexts
  names: Names
  onClose: () => void
}

/** One answer per order: what was done, and what was not and why. */
export const BulkResults = (props: BulkResultsProps) => {
  const { answer, title, texts = "bulk", names, onClose } = props
  const { t } = useTranslation("orders")
  const { data: job, error, refetch } = useBulkJob("job_id" in answer ? answer.job_id : null)
  const results = "results" in answer ? answer.results : (job?.results ?? [])
  const running = "job_id" in answer && job?.state !== "done"
  const moved = results.filter(({ ok }) => ok)
  const failed = results.filter(({ ok }) => !ok)
  const summary = [
    t(`${texts}.moved`, { count: moved.length }),
    ...(failed.length > 0 ? [t(`${texts}.failed`, { count: failed.length })] : []),
  ].join(", ")

  return (
    <Drawer open onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content aria-describedby={undefined}>
        <DrawerHead>
          <Drawer.Title>{title}</Drawer.Title>
        </DrawerHead>
        <Drawer.Body className="flex flex-col gap-y-6 overflow-y-auto">
          {error && <LoadFailure title={t("error.listTitle")} error={error} onRetry={refetch} />}
          {running && !error && (
            <Progress texts={texts} done={job?.done ?? 0} total={job?.total ?? 0} />
          )}
          {!running && (
            <Text role="status" weight="plus">
              {summary}
            </Text>
          )}
          <ResultList heading={t(`${texts}.failedHeading`)} results={failed} names={names} />
          <ResultList heading={t(`${texts}.movedHeading`)} results={moved} names={names} />
        </Drawer.Body>
        <Drawer.Footer>
          <Button size="small" variant="secondary" onClick={onClose}>
            {t("bulk.close")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
