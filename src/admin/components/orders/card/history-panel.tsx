import { ArrowUpDown } from "@medusajs/icons"
import { Button, Skeleton, Tabs, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useMe } from "../../../hooks/api/me"
import { useOrderEvents } from "../../../hooks/api/orders"
import { useLastError } from "../../../hooks/use-last-error"
import { useStoredFlag } from "../../../hooks/use-stored-flag"
import type { EventView, OrderCard } from "../../../types/orders"
import { LoadFailure } from "../common/load-failure"
import { EventLog } from "./event-log"
import { NoteForm } from "./note-form"
import { Panel, PanelPart } from "./panel"
import { Timeline } from "./timeline"

type EventsProps = { order: OrderCard; view: EventView; newestFirst: boolean }

const Events = ({ order, view, newestFirst }: EventsProps) => {
  const { t } = useTranslation("orders")
  const { events, count, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useOrderEvents(order.id, view)
  const failure = useLastError(error, events)

  if (!events) {
    return failure ? (
      <LoadFailure title={t("error.eventsTitle")} error={failure} onRetry={refetch} />
    ) : (
      <PanelPart>
        <div aria-hidden="true" className="flex flex-col gap-y-4">
          {[1, 2, 3].map((row) => (
            <Skeleton key={row} className="h-8 w-full" />
          ))}
        </div>
      </PanelPart>
    )
  }
  if (events.length === 0) {
    return (
      <PanelPart>
        <Text size="small" className="text-ui-fg-subtle">
          {t("history.empty")}
        </Text>
      </PanelPart>
    )
  }
  return (
    <>
      {view === "log" ? (
        <EventLog events={events} />
      ) : (
        <PanelPart>
          <Timeline events={events} status={order.status} newestFirst={newestFirst} />
        </PanelPart>
      )}
      {hasNextPage && (
        <PanelPart>
          <div className="flex items-center gap-x-3">
            <Button
              size="small"
              variant="secondary"
              isLoading={isFetchingNextPage}
              onClick={() => fetchNextPage()}
            >
              {t("history.more")}
            </Button>
            <Text size="small" className="text-ui-fg-subtle tabular-nums">
              {t("history.shown", { shown: events.length, count })}
            </Text>
          </div>
        </PanelPart>
      )}
    </>
  )
}

/** The same facts twice: the timeline tells the story, the log leaves nothing out. */
export const HistoryPanel = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("orders")
  const { permissions } = useMe()
  const [view, setView] = useState<EventView>("timeline")
  const [newestFirst, setNewestFirst] = useStoredFlag("t3-timeline-newest-first")
  return (
    <Tabs value={view} onValueChange={(value) => setView(value === "log" ? "log" : "timeline")}>
      <Panel
        title={t("history.title")}
        aside={
          <Tabs.List>
            <Tabs.Trigger value="timeline">{t("history.timeline")}</Tabs.Trigger>
            <Tabs.Trigger value="log">{t("history.log")}</Tabs.Trigger>
          </Tabs.List>
        }
      >
        {permissions.notes && (
          <PanelPart>
            <NoteForm orderId={order.id} />
          </PanelPart>
        )}
        <Tabs.Content value="timeline">
          <div className="flex justify-end px-4 pt-2 md:px-6">
            <Button size="small" variant="transparent" onClick={() => setNewestFirst(!newestFirst)}>
              <ArrowUpDown className="text-ui-fg-muted" />
              {t(newestFirst ? "history.newestFirst" : "history.oldestFirst")}
            </Button>
          </div>
          <Events order={order} view="timeline" newestFirst={newestFirst} />
        </Tabs.Content>
        <Tabs.Content value="log">
          <Events order={order} view="log" newestFirst={newestFirst} />
        </Tabs.Content>
      </Panel>
    </Tabs>
  )
}
