import { ArrowDownTray, ChevronDownMini } from "@medusajs/icons"
import { Container, Heading, IconButton, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useId } from "react"
import { useTranslation } from "react-i18next"

type WidgetProps = {
  title: string
  /** How its figures are counted. */
  counted: string
  /** Where its figures are saved as CSV from. */
  csv: string
  aside?: ReactNode
  children: ReactNode
}

/** A part of the dashboard: what it shows, how that is counted, and the same as a file. */
export const Widget = ({ title, counted, csv, aside, children }: WidgetProps) => {
  const { t } = useTranslation("dashboard")
  const id = useId()
  return (
    <section aria-labelledby={id} className="min-w-0">
      <Container className="flex h-full flex-col p-0">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-4 md:px-6">
          <Heading level="h2" id={id}>
            {title}
          </Heading>
          <div className="flex items-center gap-x-2">
            {aside}
            <IconButton size="small" variant="transparent" asChild>
              <a href={csv} download aria-label={t("csvOf", { name: title })}>
                <ArrowDownTray />
              </a>
            </IconButton>
          </div>
        </div>
        <Text size="xsmall" className="text-ui-fg-subtle px-4 pt-1 md:px-6">
          {counted}
        </Text>
        <div className="flex min-w-0 flex-1 flex-col gap-y-3 px-4 py-4 md:px-6">{children}</div>
      </Container>
    </section>
  )
}

export type Column = { name: string; number?: boolean }
export type TableRow = { key: string; cells: ReactNode[] }

type FigureTableProps = { caption: string; columns: Column[]; rows: TableRow[] }

/** Figures as a table; the first cell of a row names it. */
export const FigureTable = ({ caption, columns, rows }: FigureTableProps) => {
  const { t } = useTranslation("dashboard")
  return (
    <div
      className="focus-visible:shadow-borders-focus max-h-96 overflow-auto rounded-md outline-none"
      // A region that scrolls has to be reachable by keyboard.
      tabIndex={0}
      role="region"
      aria-label={t("tableOf", { name: caption })}
    >
      <table className="txt-compact-small w-full">
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-ui-bg-base sticky top-0">
          <tr className="border-ui-border-base border-b">
            {columns.map(({ name, number }) => (
              <th
                key={name}
                scope="col"
                className={`text-ui-fg-subtle whitespace-nowrap py-2 pr-4 font-medium ${number ? "text-end" : "text-start"}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [head, ...cells] }) => (
            <tr key={key} className="border-ui-border-base border-b last:border-0">
              <th
                scope="row"
                className="text-ui-fg-base whitespace-nowrap py-2 pr-4 text-start font-normal"
              >
                {head}
              </th>
              {cells.map((cell, place) => (
                <td
                  key={columns[place + 1].name}
                  className={`text-ui-fg-base whitespace-nowrap py-2 pr-4 tabular-nums ${columns[place + 1].number ? "text-end" : ""}`}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The table behind a chart, for whoever cannot or will not read the chart. */
export const TableBehind = (props: FigureTableProps) => {
  const { t } = useTranslation("dashboard")
  return (
    <details className="group">
      <summary className="text-ui-fg-subtle txt-compact-small hover:text-ui-fg-base focus-visible:shadow-borders-focus flex w-fit cursor-pointer list-none items-center gap-x-1 rounded-sm outline-none">
        <ChevronDownMini className="transition-transform group-open:rotate-180" />
        {t("asTable")}
      </summary>
      <div className="pt-2">
        <FigureTable {...props} />
      </div>
    </details>
  )
}
