import { Container, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../hooks/use-formats"
import type { DashboardAnswer, FigureFilter } from "../../types/dashboard"
import { FigureLink } from "./figure-link"

type FigureProps = { name: string; value: string; filter: FigureFilter }

const Figure = ({ name, value, filter }: FigureProps) => {
  const { t } = useTranslation("dashboard")
  return (
    <Container className="flex flex-col gap-y-1 px-4 py-4">
      <dt className="txt-compact-small text-ui-fg-subtle">{t(`figure.${name}`)}</dt>
      <dd className="flex flex-col gap-y-2">
        <span className="text-2xl font-medium tabular-nums leading-tight">
          <FigureLink filter={filter}>{value}</FigureLink>
        </span>
        <Text size="xsmall" className="text-ui-fg-subtle">
          {t(`counted.${name}`)}
        </Text>
      </dd>
    </Container>
  )
}

/** The five figures at the top. */
export const Figures = ({ data }: { data: DashboardAnswer }) => {
  const { t } = useTranslation("dashboard")
  const { money, number } = useFormats()
  const usd = (name: "total_sales" | "net_earnings" | "balance") => (
    <Figure name={name} value={money(data[name].usd, "USD")} filter={data[name].filter} />
  )
  const count = (name: "orders" | "approved_orders") => (
    <Figure name={name} value={number(data[name].count)} filter={data[name].filter} />
  )
  return (
    <dl aria-label={t("title")} className="grid gap-3 sm:grid-cols-2 xl:grid-cols-5">
      {usd("total_sales")}
      {usd("net_earnings")}
      {count("orders")}
      {count("approved_orders")}
      {usd("balance")}
    </dl>
  )
}
