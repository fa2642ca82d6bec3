import { Table } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import type { OrderEvent } from "../../../types/orders"

const LogRow = ({ event }: { event: OrderEvent }) => {
  const { t } = useTranslation("orders")
  const { dateTime, exactTime } = useFormats()
  const type = t(`history.actorType.${event.actor.type}`, { defaultValue: event.actor.type })
  const facts = Object.entries(event.data ?? {})
  return (
    <Table.Row className="flex flex-col gap-y-1 px-4 py-3 md:table-row md:[&_td]:h-auto md:[&_td]:py-2 md:[&_td]:pr-4 md:[&_td]:align-top [&_td]:h-auto [&_td]:!px-0 md:[&_td:first-child]:!pl-6 md:[&_td]:!pr-4">
      <Table.Cell className="whitespace-nowrap tabular-nums">
        <time dateTime={event.at} title={exactTime(event.at)}>
          {dateTime(event.at)}
        </time>
      </Table.Cell>
      <Table.Cell>
        <code className="txt-compact-xsmall text-ui-fg-base break-all font-mono">{event.kind}</code>
      </Table.Cell>
      <Table.Cell className="break-words">
        {event.actor.name ?? event.actor.id ?? type}
        {event.actor.name && <span className="text-ui-fg-subtle"> · {type}</span>}
      </Table.Cell>
      <Table.Cell>
        {facts.length > 0 && (
          <dl className="txt-compact-xsmall font-mono">
            {facts.map(([name, value]) => (
              <div key={name} className="flex gap-x-2">
                <dt className="text-ui-fg-subtle shrink-0">{name}</dt>
                <dd className="min-w-0 break-all">
                  {typeof value === "object" ? JSON.stringify(value) : String(value)}
                </dd>
              </div>
            ))}
          </dl>
        )}
        {event.note && <p className="whitespace-pre-wrap break-words">{event.note}</p>}
      </Table.Cell>
    </Table.Row>
  )
}

/** Everything that was recorded, as it was recorded. */
export const EventLog = ({ events }: { events: OrderEvent[] }) => {
  const { t } = useTranslation("orders")
  return (
    <Table className="md:table-fixed">
      <Table.Header className="hidden md:table-header-group">
        <Table.Row className="[&_th]:h-9 [&_th]:pr-4">
          <Table.HeaderCell className="w-48">{t("history.when")}</Table.HeaderCell>
          <Table.HeaderCell className="w-44">{t("history.kind")}</Table.HeaderCell>
          <Table.HeaderCell className="w-36">{t("history.actor")}</Table.HeaderCell>
          <Table.HeaderCell>{t("history.data")}</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body className="block md:table-row-group">
        {events.map((event) => (
          <LogRow key={event.id} event={event} />
        ))}
      </Table.Body>
    </Table>
  )
}
