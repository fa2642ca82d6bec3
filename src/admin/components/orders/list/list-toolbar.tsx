import { Keyboard } from "@medusajs/icons"
import { Heading, IconButton } from "@medusajs/ui"
import type { RefObject } from "react"
import { useCallback } from "react"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import type { OrderQuery } from "../../../lib/order-query"
import type { OrderListAnswer } from "../../../types/orders"
import { FilterBar } from "./filter-bar"
import type { FilterChoices } from "./filter-choices"
import { FilterDrawer } from "./filter-drawer"
import { ListActions } from "./list-actions"
import { SearchBox } from "./search-box"
import { SortSelect } from "./sort-select"

type ListToolbarProps = {
  query: OrderQuery
  answer: OrderListAnswer | undefined
  choices: FilterChoices
  search: RefObject<HTMLInputElement>
  onChange: (part: Partial<OrderQuery>, options?: { replace?: boolean }) => void
  onHelp: () => void
  /** Sends all that can be sent to their shippers; only while no order is ticked. */
  onSendAll?: () => void
}

const Found = ({ answer }: { answer: OrderListAnswer }) => {
  const { t } = useTranslation("orders")
  const { number } = useFormats()
  const { count, count_is_estimate: estimated } = answer
  const formatted = number(count)
  return (
    <span className="text-ui-fg-subtle txt-compact-small tabular-nums">
      {estimated ? t("list.foundEstimate", { formatted }) : t("list.found", { count, formatted })}
    </span>
  )
}

export const ListToolbar = (props: ListToolbarProps) => {
  const { query, answer, choices, search, onChange, onHelp, onSendAll } = props
  const { t } = useTranslation("orders")
  const onSearch = useCallback((q: string) => onChange({ q }, { replace: true }), [onChange])
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pb-2 pt-4">
        <Heading level="h1">{t("title")}</Heading>
        {answer && <Found answer={answer} />}
        <ListActions query={query} onChange={onChange} onSendAll={onSendAll} />
        <IconButton
          size="small"
          variant="transparent"
          className="hidden md:flex"
          aria-label={t("keyboard.open")}
          title={t("keyboard.open")}
          onClick={onHelp}
        >
          <Keyboard />
        </IconButton>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 px-4 pb-3">
        <SearchBox ref={search} value={query.q} onSearch={onSearch} />
        <FilterBar query={query} choices={choices} onChange={onChange} />
        <div className="flex min-w-0 items-center gap-x-2 lg:hidden">
          <FilterDrawer query={query} choices={choices} onChange={onChange} />
          <div className="min-w-0 md:hidden">
            <SortSelect order={query.order} onSort={(order) => onChange({ order })} />
          </div>
        </div>
      </div>
    </>
  )
}
