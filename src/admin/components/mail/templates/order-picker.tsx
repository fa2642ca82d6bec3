import { MagnifyingGlass } from "@medusajs/icons"
import { Button, Popover, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useRecentOrders } from "../../../hooks/api/mail-templates"
import { useFormats } from "../../../hooks/use-formats"
import { SearchInput } from "../../common/search-input"
import { OrderStatusBadge } from "../../orders/common/status-badges"

type OrderPickerProps = {
  shopId: string | null
  /** The order that the preview is of. */
  current: { id: string; display_id: number } | null
  /** Null: an invented order. */
  onChoose: (id: string | null) => void
}

/** Which real order the letter is tried with. */
export const OrderPicker = ({ shopId, current, onChoose }: OrderPickerProps) => {
  const { t } = useTranslation("mail")
  const { money } = useFormats()
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState("")
  const { data } = useRecentOrders(asked, shopId)

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button size="small" variant="secondary">
          <MagnifyingGlass />
          {current ? t("preview.order", { number: current.display_id }) : t("preview.example")}
        </Button>
      </Popover.Trigger>
      <Popover.Content
        align="end"
        aria-label={t("preview.choose")}
        className="w-[min(360px,calc(100vw-2rem))] p-2"
      >
        <SearchInput autoFocus label={t("preview.search")} value={asked} onSearch={setAsked} />
        <ul className="mt-2 max-h-80 overflow-y-auto">
          {data?.orders.map((order) => (
            <li key={order.id}>
              <button
                type="button"
                aria-current={order.id === current?.id}
                onClick={() => {
                  onChoose(order.id)
                  setOpen(false)
                }}
                className="hover:bg-ui-bg-base-hover aria-[current=true]:bg-ui-bg-base-pressed focus-visible:shadow-borders-focus flex w-full items-center gap-x-3 rounded-md px-2 py-1.5 text-start outline-none"
              >
                <span className="min-w-0 flex-1">
                  <span className="txt-compact-small-plus text-ui-fg-base block truncate">
                    #{order.display_id} {order.customer.name}
                  </span>
                  <span className="txt-compact-xsmall text-ui-fg-subtle block truncate">
                    {order.shop.name} · {money(order.total, order.currency)}
                  </span>
                </span>
                <OrderStatusBadge status={order.status} />
              </button>
            </li>
          ))}
        </ul>
        <button
          type="button"
          aria-current={current === null}
          onClick={() => {
            onChoose(null)
            setOpen(false)
          }}
          className="hover:bg-ui-bg-base-hover aria-[current=true]:bg-ui-bg-base-pressed focus-visible:shadow-borders-focus border-ui-border-base mt-1 w-full rounded-md px-2 py-1.5 text-start outline-none"
        >
          <span className="txt-compact-small-plus text-ui-fg-base block">
            {t("preview.example")}
          </span>
          <span className="txt-compact-xsmall text-ui-fg-subtle block">
            {t("preview.exampleText")}
          </span>
        </button>
        {data?.orders.length === 0 && (
          <Text size="small" className="text-ui-fg-subtle px-2 py-3">
            {t("preview.noOrders")}
          </Text>
        )}
      </Popover.Content>
    </Popover>
  )
}
