import { Phone } from "@medusajs/icons"
import { Button, Tabs } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { CALLS_PER_PAGE, useCalls } from "../../hooks/api/calls"
import { useFormats } from "../../hooks/use-formats"
import { useLastError } from "../../hooks/use-last-error"
import { phoneLink } from "../../lib/formats"
import type { CallKind, ListedCall } from "../../types/calls"
import { LoadingRows } from "../common/loading-rows"
import { Pager } from "../common/pager"
import { WideDrawer } from "../dispatch/common/wide-drawer"
import { LoadFailure } from "../orders/common/load-failure"
import { MessagePanel } from "../orders/common/message-panel"
import { cardPath } from "../orders/list/order-cells"
import { LocalClock } from "./local-clock"

const VIEWS = { all: null, refill: "refill" } as const satisfies Record<string, CallKind | null>
type View = keyof typeof VIEWS

const LINK =
  "text-ui-tag-blue-text focus-visible:shadow-borders-focus rounded outline-none hover:underline"

const Row = ({ call, onOpen }: { call: ListedCall; onOpen: () => void }) => {
  const { t } = useTranslation("calls")
  const { dateTime } = useFormats()
  return (
    <li className="flex flex-col gap-y-1 py-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Link
          to={cardPath(call.order.id)}
          onClick={onOpen}
          className={`${LINK} txt-compact-small-plus`}
        >
          #{call.order.display_id} {call.customer.name}
        </Link>
        <a
          href={phoneLink(call.customer.phone)}
          className={`${LINK} txt-compact-small tabular-nums`}
        >
          {call.customer.phone}
        </a>
      </div>
      <p className="txt-compact-small text-ui-fg-base">
        {t(`reason.${call.reason}`, { defaultValue: call.why })}{" "}
        <span className="text-ui-fg-subtle tabular-nums">
          {t("queue.due", { when: dateTime(call.due_at) })}
        </span>
      </p>
      <p className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap items-center gap-x-3 gap-y-1">
        <LocalClock local={call.local} country={call.country} />
        {call.attempts > 0 && <span>{t("attempts", { count: call.attempts })}</span>}
        {call.held && <span>{t("queue.held", { name: call.held.by ?? "–" })}</span>}
      </p>
    </li>
  )
}

const Calls = ({ kind, onOpen }: { kind: CallKind | null; onOpen: () => void }) => {
  const { t } = useTranslation("calls")
  const [offset, setOffset] = useState(0)
  const { data, error, refetch } = useCalls(kind, offset)
  const failure = useLastError(error, data)
  if (!data) {
    return failure ? (
      <LoadFailure title={t("queue.failure")} error={failure} onRetry={() => void refetch()} />
    ) : (
      <LoadingRows />
    )
  }
  if (data.calls.length === 0) {
    return <MessagePanel icon={<Phone />} title={t("queue.none")} text={t("queue.noneText")} />
  }
  return (
    <>
      <ul className="divide-ui-border-base divide-y">
        {data.calls.map((call) => (
          <Row key={`${call.order.id} ${call.kind}`} call={call} onOpen={onOpen} />
        ))}
      </ul>
      {data.count > CALLS_PER_PAGE && (
        <Pager count={data.count} offset={offset} pageSize={CALLS_PER_PAGE} onMove={setOffset} />
      )}
    </>
  )
}

/** Every call to make, those that are due first come first. */
export const CallList = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation("calls")
  const [view, setView] = useState<View>("all")
  return (
    <WideDrawer
      title={t("queue.title")}
      text={t("queue.text")}
      footer={
        <Button size="small" variant="secondary" onClick={onClose}>
          {t("queue.close")}
        </Button>
      }
      onClose={onClose}
    >
      <Tabs
        value={view}
        activationMode="manual"
        onValueChange={(value) => setView(value === "refill" ? "refill" : "all")}
      >
        <Tabs.List>
          <Tabs.Trigger value="all">{t("queue.all")}</Tabs.Trigger>
          <Tabs.Trigger value="refill">{t("queue.refill")}</Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value={view} className="pt-2">
          <Calls key={view} kind={VIEWS[view]} onOpen={onClose} />
        </Tabs.Content>
      </Tabs>
    </WideDrawer>
  )
}
