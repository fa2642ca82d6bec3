import { ArrowDownMini, ArrowUpMini, PencilSquare, Plus, Trash } from "@medusajs/icons"
import { Badge, Button, Heading, IconButton, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useOrderFilters } from "../../../hooks/api/orders"
import { useFormats } from "../../../hooks/use-formats"
import { brandName } from "../../../lib/formats"
import { moved, placesOf, tidy } from "../../../lib/routing-rules"
import type { PaymentMethod } from "../../../types/orders"
import type { RoutingAnswer, RoutingConditions, RoutingEntry } from "../../../types/payments"
import { RoutingEntryDrawer } from "./routing-entry-drawer"

/** "only EUR, USD", "from $50": what an order has to be like. */
const useConditionTexts = () => {
  const { t } = useTranslation("payments")
  const { money, country } = useFormats()
  const { data: options } = useOrderFilters()
  const shopName = (id: string) => options?.shops.find((shop) => shop.id === id)?.name ?? id
  return (when: RoutingConditions): string[] => {
    const lists: [string, string[] | undefined][] = [
      ["currencies", when.currencies],
      ["countries", when.countries?.map(country)],
      ["shops", when.shop_ids?.map(shopName)],
      ["brands", when.brands?.map(brandName)],
    ]
    return [
      ...lists
        .filter(([, values]) => values && values.length > 0)
        .map(([name, values]) => t(`condition.${name}`, { values: values?.join(", ") })),
      ...(when.min_usd ? [t("condition.min", { amount: money(when.min_usd, "USD") })] : []),
      ...(when.max_usd ? [t("condition.max", { amount: money(when.max_usd, "USD") })] : []),
    ]
  }
}

type Account = RoutingAnswer["accounts"][number]

type EntryRowProps = {
  entry: RoutingEntry
  place: number
  /** Of a shared place: this entry's part of it, in percent. */
  share: number | null
  account: Account | undefined
  edit: {
    isFirst: boolean
    isLast: boolean
    onMove: (direction: -1 | 1) => void
    onOpen: () => void
    onRemove: () => void
  } | null
}

const EntryRow = ({ entry, place, share, account, edit }: EntryRowProps) => {
  const { t } = useTranslation("payments")
  const { number } = useFormats()
  const conditions = useConditionTexts()(entry.when)
  const name = account?.name ?? entry.account_id
  return (
    <li className="bg-ui-bg-base flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2.5">
      <span
        aria-label={t("routing.place", { place })}
        className="bg-ui-bg-component border-ui-border-base txt-compact-xsmall-plus text-ui-fg-subtle flex h-6 w-6 shrink-0 items-center justify-center rounded-full border tabular-nums"
      >
        {place}
      </span>
      <div className="flex min-w-0 flex-1 basis-40 flex-col gap-y-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="txt-compact-small-plus text-ui-fg-base break-words">{name}</span>
          {share !== null && (
            <Badge size="2xsmall" color="blue">
              {t("routing.share", { percent: number(share) })}
            </Badge>
          )}
          {account && !account.active && (
            <Badge size="2xsmall" color="grey">
              {t("processors.off")}
            </Badge>
          )}
        </span>
        <span className="txt-compact-xsmall text-ui-fg-subtle break-words">
          {conditions.length > 0 ? conditions.join(" · ") : t("condition.none")}
        </span>
      </div>
      {edit && (
        <div className="flex items-center gap-x-1">
          <IconButton
            size="small"
            variant="transparent"
            aria-label={t("routing.up", { name })}
            disabled={edit.isFirst}
            onClick={() => edit.onMove(-1)}
          >
            <ArrowUpMini />
          </IconButton>
          <IconButton
            size="small"
            variant="transparent"
            aria-label={t("routing.down", { name })}
            disabled={edit.isLast}
            onClick={() => edit.onMove(1)}
          >
            <ArrowDownMini />
          </IconButton>
          <IconButton
            size="small"
            variant="transparent"
            aria-label={t("routing.change", { name })}
            onClick={edit.onOpen}
          >
            <PencilSquare />
          </IconButton>
          <IconButton
            size="small"
            variant="transparent"
            aria-label={t("routing.remove", { name })}
            onClick={edit.onRemove}
          >
            <Trash />
          </IconButton>
        </div>
      )}
    </li>
  )
}

/** In percent; whole numbers are enough to read. */
const shareOf = (entry: RoutingEntry, place: RoutingEntry[]): number | null => {
  const total = place.reduce((sum, { weight }) => sum + weight, 0)
  return place.length > 1 && total > 0 ? Math.round((entry.weight / total) * 100) : null
}

type MethodRouteProps = {
  method: PaymentMethod
  entries: RoutingEntry[]
  accounts: Account[]
  /** Null while nothing is edited. */
  onChange: ((entries: RoutingEntry[]) => void) | null
}

export const MethodRoute = ({ method, entries, accounts, onChange }: MethodRouteProps) => {
  const { t } = useTranslation("payments")
  const { t: orders } = useTranslation("orders")
  const [opened, setOpened] = useState<RoutingEntry | "new" | null>(null)
  const usable = accounts.filter((account) => account.methods.includes(method))
  const places = placesOf(entries)
  const name = orders(`method.${method}`)

  const put = (entry: RoutingEntry) => {
    const others = opened === "new" ? entries : entries.filter((one) => one !== opened)
    onChange?.(tidy([...others, entry]))
    setOpened(null)
  }

  return (
    <section aria-label={name} className="flex flex-col gap-y-3 px-4 py-4 md:px-6">
      <div className="flex items-center justify-between gap-x-4">
        <Heading level="h3">{name}</Heading>
        {onChange && (
          <Button
            size="small"
            variant="secondary"
            disabled={usable.length === 0}
            aria-label={t("routing.addTo", { method: name })}
            onClick={() => setOpened("new")}
          >
            <Plus />
            {t("routing.add")}
          </Button>
        )}
      </div>
      {entries.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle">
          {t(usable.length === 0 ? "routing.noAccount" : "routing.empty")}
        </Text>
      ) : (
        <ol className="border-ui-border-base divide-ui-border-base divide-y overflow-hidden rounded-md border">
          {places.flatMap((place, index) =>
            place.map((entry) => (
              <EntryRow
                key={`${entry.account_id} ${entries.indexOf(entry)}`}
                entry={entry}
                place={index + 1}
                share={shareOf(entry, place)}
                account={accounts.find(({ id }) => id === entry.account_id)}
                edit={
                  onChange && {
                    isFirst: index === 0 && place.length === 1,
                    isLast: index === places.length - 1 && place.length === 1,
                    onMove: (direction) => onChange(moved(entries, entry, direction)),
                    onOpen: () => setOpened(entry),
                    onRemove: () => onChange(tidy(entries.filter((one) => one !== entry))),
                  }
                }
              />
            ))
          )}
        </ol>
      )}
      {opened && (
        <RoutingEntryDrawer
          title={t(opened === "new" ? "routing.addTo" : "routing.changeIn", { method: name })}
          withBrands={method === "credit_card"}
          entry={opened === "new" ? null : opened}
          accounts={usable}
          lastPlace={places.length}
          onSave={put}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  )
}
