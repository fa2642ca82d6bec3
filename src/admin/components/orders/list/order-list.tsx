import { Container, InlineTip } from "@medusajs/ui"
import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import { useTranslation } from "react-i18next"

import { useMe } from "../../../hooks/api/me"
import { useOrderCounts, useOrders } from "../../../hooks/api/orders"
import { useFreshOrders } from "../../../hooks/use-fresh-orders"
import { useLastError } from "../../../hooks/use-last-error"
import { useListKeys } from "../../../hooks/use-list-keys"
import { useMediaQuery } from "../../../hooks/use-media-query"
import { useOrderQuery } from "../../../hooks/use-order-query"
import { useOrderSelection } from "../../../hooks/use-order-selection"
import { withoutConditions } from "../../../lib/order-query"
import type { ListedOrder, OrderStatus } from "../../../types/orders"
import { SendDrawer } from "../../dispatch/parcels/send-drawer"
import { LoadFailure } from "../common/load-failure"
import { MovePrompt } from "../common/move-prompt"
import { BulkActions } from "./bulk-actions"
import { useFilterChoices } from "./filter-choices"
import { FilterChips } from "./filter-chips"
import { KeyboardHelp } from "./keyboard-help"
import { ListEmpty } from "./list-empty"
import { ListFooter } from "./list-footer"
import { ListSkeleton } from "./list-skeleton"
import { ListToolbar } from "./list-toolbar"
import { OrderTable } from "./order-table"
import { OrderTabs } from "./order-tabs"
import { OrderTiles } from "./order-tiles"

const WIDE = "(min-width: 768px)"

type Move = { order: ListedOrder; to: OrderStatus }

export const OrderList = () => {
  const { t } = useTranslation("orders")
  const { query, change } = useOrderQuery()
  const { permissions } = useMe()
  const { data: answer, error, isPlaceholderData, refetch } = useOrders(query)
  const failure = useLastError(error, answer)
  const { data: counts, refetch: recount } = useOrderCounts(query)
  const choices = useFilterChoices()
  const selection = useOrderSelection(query)
  const fresh = useFreshOrders(
    isPlaceholderData ? undefined : answer?.orders,
    JSON.stringify(query)
  )
  const [move, setMove] = useState<Move | null>(null)
  const [help, setHelp] = useState(false)
  const [sending, setSending] = useState(false)
  const wide = useMediaQuery(WIDE)
  const list = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)

  // The tabs count more rarely than the list is read: a list that grew says when it is time.
  const found = answer?.count
  useEffect(() => {
    if (found !== undefined) {
      void recount()
    }
  }, [found, recount])

  const clear = () => change(withoutConditions(query))
  const askMove = useCallback((order: ListedOrder, to: OrderStatus) => setMove({ order, to }), [])
  const { ticked, everything, toggle } = selection

  useListKeys(list, {
    onSearch: () => search.current?.focus(),
    onHelp: () => setHelp(true),
    onTick: (id) => {
      const order = answer?.orders.find((entry) => entry.id === id)
      if (order && permissions.bulk) {
        toggle([order], !ticked.has(id))
      }
    },
  })

  const rows = useMemo(
    () => ({
      orders: answer?.orders ?? [],
      order: query.order,
      isTicked: (id: string) => everything || ticked.has(id),
      isFresh: (id: string) => fresh.has(id),
      canTick: permissions.bulk,
      canMove: permissions.change_status,
      onSort: (order: string) => change({ order }),
      onTick: toggle,
      onMove: askMove,
    }),
    [answer, query.order, everything, ticked, fresh, permissions, change, toggle, askMove]
  )

  const body = () => {
    if (!answer) {
      return failure ? (
        <LoadFailure title={t("error.listTitle")} error={failure} onRetry={refetch} />
      ) : (
        <ListSkeleton />
      )
    }
    if (answer.orders.length === 0) {
      return <ListEmpty query={query} onClear={clear} onShowAll={() => change({ tab: "all" })} />
    }
    return wide ? <OrderTable {...rows} /> : <OrderTiles {...rows} />
  }

  return (
    // Clipped, not hidden: the bar for ticked orders sticks to the bottom of the window.
    <Container className="overflow-clip p-0">
      <ListToolbar
        query={query}
        answer={answer}
        choices={choices}
        search={search}
        onChange={change}
        onHelp={() => setHelp(true)}
        onSendAll={permissions.dispatch && ticked.size === 0 ? () => setSending(true) : undefined}
      />
      <FilterChips query={query} choices={choices} onChange={change} onClear={clear} />
      <OrderTabs
        tab={query.tab}
        counts={counts?.counts}
        estimated={counts?.counts_are_estimates === true}
        canSeeArchive={permissions.archive}
        onChange={(tab) => change({ tab })}
      />
      {answer && error && (
        <div role="status" className="px-4 py-3">
          <InlineTip variant="warning" label={t("error.offline")}>
            {t("list.stale")}
          </InlineTip>
        </div>
      )}
      <div
        ref={list}
        aria-busy={!answer || isPlaceholderData}
        className={isPlaceholderData ? "opacity-60 transition-opacity" : "transition-opacity"}
      >
        {body()}
      </div>
      <Announcement count={answer?.count} />
      {answer && answer.orders.length > 0 && (
        <ListFooter query={query} answer={answer} onChange={change} />
      )}
      {permissions.bulk && (
        <BulkActions selection={selection} query={query} count={answer?.count ?? 0} />
      )}
      {move && <MovePrompt order={move.order} to={move.to} onClose={() => setMove(null)} />}
      {sending && <SendDrawer choice={{ all_approved: true }} onClose={() => setSending(false)} />}
      {help && <KeyboardHelp onClose={() => setHelp(false)} />}
    </Container>
  )
}

/** Says aloud how many orders there are whenever that changes. */
const Announcement = ({ count }: { count: number | undefined }) => {
  const { t } = useTranslation("orders")
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {count !== undefined && t("list.found", { count, formatted: String(count) })}
    </div>
  )
}
