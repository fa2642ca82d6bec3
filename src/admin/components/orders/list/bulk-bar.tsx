import { ChevronUpDown, XMark } from "@medusajs/icons"
import { Button, DropdownMenu, IconButton, Tooltip } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import type { OrderSelection } from "../../../hooks/use-order-selection"
import type { OrderStatus } from "../../../types/orders"

/** The buttons of the requirement (T3-80); what is set by hand more rarely is behind "More". */
const BUTTONS: OrderStatus[] = [
  "approved",
  "declined",
  "pending",
  "closed",
  "refunded",
  "chargeback",
]
const AFTER_SENDING: OrderStatus[] = ["call_center"]
const MORE: OrderStatus[] = ["cancelled", "packed", "shipped", "reshipped", "delivered"]

type BulkBarProps = {
  selection: OrderSelection
  count: number
  onMove: (status: OrderStatus) => void
  /** Sends them to their shippers; nobody is offered what they may not do. */
  onSend?: () => void
}

export const BulkBar = ({ selection, count, onMove, onSend }: BulkBarProps) => {
  const { t } = useTranslation("orders")
  const { number } = useFormats()
  const { ticked, everything, setEverything, clear } = selection
  if (ticked.size === 0) {
    return null
  }
  // Of orders on pages that were never shown nobody knows the moves: the server answers for them.
  const possible = (status: OrderStatus) =>
    everything || [...ticked.values()].some((order) => order.allowed_statuses.includes(status))

  const item = (status: OrderStatus) => (
    <DropdownMenu.Item key={status} disabled={!possible(status)} onSelect={() => onMove(status)}>
      {t(`move.${status}`)}
    </DropdownMenu.Item>
  )

  const button = (status: OrderStatus) => (
    <BulkButton key={status} status={status} possible={possible(status)} onMove={onMove} />
  )

  return (
    <div
      role="toolbar"
      aria-label={t("bulk.label")}
      className="bg-ui-bg-base shadow-elevation-flyout sticky bottom-3 mx-3 mb-3 flex flex-wrap items-center gap-2 rounded-lg px-3 py-2"
    >
      <div className="flex min-w-0 flex-wrap items-center gap-x-2">
        <IconButton size="small" variant="transparent" aria-label={t("bulk.clear")} onClick={clear}>
          <XMark />
        </IconButton>
        <span role="status" className="txt-compact-small-plus whitespace-nowrap tabular-nums">
          {everything
            ? t("bulk.selectedAll", { formatted: number(count) })
            : t("bulk.selected", { count: ticked.size })}
        </span>
        {!everything && count > ticked.size && (
          <Button size="small" variant="transparent" onClick={() => setEverything(true)}>
            <span className="text-ui-tag-blue-text">
              {t("bulk.selectAll", { formatted: number(count) })}
            </span>
          </Button>
        )}
      </div>
      <div className="ms-auto hidden flex-wrap items-center justify-end gap-1.5 lg:flex">
        {BUTTONS.map(button)}
        {onSend && (
          <Button size="small" variant="secondary" onClick={onSend}>
            {t("dispatch:action.send_to_shipper")}
          </Button>
        )}
        {AFTER_SENDING.map(button)}
        <DropdownMenu>
          <DropdownMenu.Trigger asChild>
            <Button size="small" variant="secondary">
              {t("bulk.more")}
              <ChevronUpDown className="text-ui-fg-muted" />
            </Button>
          </DropdownMenu.Trigger>
          <DropdownMenu.Content align="end" side="top">
            {MORE.map(item)}
          </DropdownMenu.Content>
        </DropdownMenu>
      </div>
      <DropdownMenu>
        <DropdownMenu.Trigger asChild>
          <Button size="small" variant="secondary" className="ms-auto lg:hidden">
            {t("bulk.setStatus")}
            <ChevronUpDown className="text-ui-fg-muted" />
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Content align="end" side="top">
          {BUTTONS.map(item)}
          {onSend && (
            <DropdownMenu.Item onSelect={onSend}>
              {t("dispatch:action.send_to_shipper")}
            </DropdownMenu.Item>
          )}
          {[...AFTER_SENDING, ...MORE].map(item)}
        </DropdownMenu.Content>
      </DropdownMenu>
    </div>
  )
}

type BulkButtonProps = {
  status: OrderStatus
  possible: boolean
  onMove: (status: OrderStatus) => void
}

const BulkButton = ({ status, possible, onMove }: BulkButtonProps) => {
  const { t } = useTranslation("orders")
  const button = (
    <Button
      size="small"
      variant="secondary"
      aria-disabled={!possible}
      className={possible ? undefined : "text-ui-fg-disabled cursor-not-allowed"}
      onClick={() => possible && onMove(status)}
    >
      {t(`move.${status}`)}
    </Button>
  )
  if (possible) {
    return button
  }
  return (
    <Tooltip content={t("bulk.noneAllowed", { status: t(`status.${status}`) })}>{button}</Tooltip>
  )
}
