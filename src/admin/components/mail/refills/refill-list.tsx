import { Calendar } from "@medusajs/icons"
import { Badge, Button, Container, Tabs } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { REFILLS_PER_PAGE, useRefills } from "../../../hooks/api/mail"
import { useFormats } from "../../../hooks/use-formats"
import { useLastError } from "../../../hooks/use-last-error"
import { useMailWords } from "../../../hooks/use-mail-words"
import { phoneLink } from "../../../lib/formats"
import type { ListedRefill, RefillState } from "../../../types/mail"
import { LoadingRows } from "../../common/loading-rows"
import { PageHead } from "../../common/page-head"
import { Pager } from "../../common/pager"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { cardPath } from "../../orders/list/order-cells"
import { RefillCalled, RefillCancel } from "../order/refill-called"

const STATES_OF_VIEW = {
  call: ["call_due"],
  planned: ["waiting"],
  done: ["sent", "called", "cancelled"],
} as const satisfies Record<string, readonly RefillState[]>

type View = keyof typeof STATES_OF_VIEW
const VIEWS = Object.keys(STATES_OF_VIEW) as View[]

const STATE_COLORS: Record<RefillState, "green" | "blue" | "orange" | "grey"> = {
  waiting: "blue",
  call_due: "orange",
  sent: "green",
  called: "green",
  cancelled: "grey",
}

const LINK =
  "text-ui-tag-blue-text focus-visible:shadow-borders-focus rounded outline-none hover:underline"

const Item = ({ refill }: { refill: ListedRefill }) => {
  const { t } = useTranslation("mail")
  const { day } = useFormats()
  const words = useMailWords()
  const [asking, setAsking] = useState<"called" | "cancelled" | null>(null)
  const { customer, order, state } = refill
  const isOpen = state === "waiting" || state === "call_due"
  const details = [
    words.via(refill.via),
    t("refill.period", { count: refill.period_days }),
    refill.shop.name,
    refill.reason && t(`refill.reason.${refill.reason}`, { defaultValue: refill.reason }),
    refill.finished_by && t("refill.finishedBy", { name: refill.finished_by }),
  ].filter(Boolean)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-6">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-y-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="txt-compact-small-plus text-ui-fg-base break-words">
            {customer?.name ?? "–"}
          </span>
          <Badge size="2xsmall" color={STATE_COLORS[state]}>
            {t(`refill.state.${state}`)}
          </Badge>
        </div>
        <p className="txt-compact-small flex flex-wrap gap-x-3 gap-y-1">
          {refill.via === "phone" &&
            (customer?.phone ? (
              <a href={phoneLink(customer.phone)} className={`${LINK} tabular-nums`}>
                {customer.phone}
              </a>
            ) : (
              <span className="text-ui-fg-error">{t("refill.noPhone")}</span>
            ))}
          {refill.via === "email" && (
            <span className="text-ui-fg-base break-all">{customer?.email}</span>
          )}
          {order.display_id !== null && (
            <Link to={cardPath(order.id)} className={LINK}>
              #{order.display_id}
            </Link>
          )}
          <span className="text-ui-fg-base tabular-nums">
            {t("refill.due")} {day(refill.due_at)}
          </span>
        </p>
        {refill.note && (
          <p className="txt-compact-small text-ui-fg-base break-words">{refill.note}</p>
        )}
        <p className="txt-compact-xsmall text-ui-fg-subtle break-words">{details.join(" · ")}</p>
      </div>
      {isOpen && (
        <div className="flex flex-wrap items-center gap-2">
          {refill.via === "phone" && (
            <Button size="small" variant="secondary" onClick={() => setAsking("called")}>
              {t("refill.called")}
            </Button>
          )}
          <Button size="small" variant="transparent" onClick={() => setAsking("cancelled")}>
            {t("refill.cancel")}
          </Button>
        </div>
      )}
      {asking === "called" && <RefillCalled orderId={order.id} onClose={() => setAsking(null)} />}
      {asking === "cancelled" && (
        <RefillCancel orderId={order.id} onClose={() => setAsking(null)} />
      )}
    </li>
  )
}

const Refills = ({ view }: { view: View }) => {
  const { t } = useTranslation("mail")
  const [offset, setOffset] = useState(0)
  const { data, error, refetch } = useRefills([...STATES_OF_VIEW[view]], offset)
  const failure = useLastError(error, data)
  if (!data) {
    return failure ? (
      <LoadFailure title={t("refill.failure")} error={failure} onRetry={() => void refetch()} />
    ) : (
      <LoadingRows />
    )
  }
  if (data.refills.length === 0) {
    return <MessagePanel icon={<Calendar />} title={t(`refill.none.${view}`)} />
  }
  return (
    <>
      <ul className="divide-ui-border-base divide-y">
        {data.refills.map((refill) => (
          <Item key={refill.order.id} refill={refill} />
        ))}
      </ul>
      {data.count > REFILLS_PER_PAGE && (
        <Pager count={data.count} offset={offset} pageSize={REFILLS_PER_PAGE} onMove={setOffset} />
      )}
    </>
  )
}

/** Whom to remind of the next order, and what came of it. */
export const RefillList = () => {
  const { t } = useTranslation("mail")
  const [view, setView] = useState<View>("call")
  return (
    <Container className="divide-ui-border-base divide-y p-0">
      <PageHead title={t("refill.title")} text={t("refill.text")} />
      <Tabs
        value={view}
        activationMode="manual"
        onValueChange={(value) => setView(VIEWS.find((name) => name === value) ?? "call")}
      >
        <Tabs.List className="overflow-x-auto px-4 py-3 md:px-6">
          {VIEWS.map((name) => (
            <Tabs.Trigger key={name} value={name}>
              {t(`refill.view.${name}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value={view} className="border-ui-border-base border-t">
          <Refills key={view} view={view} />
        </Tabs.Content>
      </Tabs>
    </Container>
  )
}
