import { ArchiveBox, ArrowUturnLeft, EllipsisHorizontal, SquareTwoStack } from "@medusajs/icons"
import { Container, DropdownMenu, Heading, IconButton } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useMe } from "../../../hooks/api/me"
import { useCopyId } from "../../../hooks/use-copy-id"
import type { OrderCard } from "../../../types/orders"
import { CallCenterBadge, OrderStatusBadge } from "../common/status-badges"
import { FullTime } from "../common/time"

type CardHeaderProps = { order: OrderCard; onArchive: () => void }

const CardMenu = ({ order, onArchive }: CardHeaderProps) => {
  const { t } = useTranslation("orders")
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger asChild>
        <IconButton size="small" variant="transparent" aria-label={t("card.menu")}>
          <EllipsisHorizontal />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content align="end">
        <DropdownMenu.Item className="gap-x-2" onSelect={onArchive}>
          {order.archived ? (
            <ArrowUturnLeft className="text-ui-fg-subtle" />
          ) : (
            <ArchiveBox className="text-ui-fg-subtle" />
          )}
          {t(order.archived ? "card.unarchive" : "card.archive")}
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}

export const CardHeader = ({ order, onArchive }: CardHeaderProps) => {
  const { t } = useTranslation("orders")
  const { permissions } = useMe()
  const copyId = useCopyId()
  return (
    <Container className="flex flex-col gap-y-2 px-4 py-4 md:px-6">
      <div className="flex items-start gap-x-3">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2">
          <Heading level="h1" className="tabular-nums">
            {t("card.heading", { number: order.display_id })}
          </Heading>
          <OrderStatusBadge status={order.status} />
          {order.call_center_status && (
            <CallCenterBadge status={order.call_center_status} withPrefix />
          )}
        </div>
        {permissions.archive && (
          <div className="ms-auto">
            <CardMenu order={order} onArchive={onArchive} />
          </div>
        )}
      </div>
      <div className="txt-compact-small text-ui-fg-subtle flex flex-wrap items-center gap-x-4 gap-y-1">
        <span>
          <span className="text-ui-fg-base">{order.shop.name}</span>
          {order.shop.domain && ` · ${order.shop.domain}`}
        </span>
        <span className="tabular-nums">{t("card.shopOrder", { number: order.shop_order_id })}</span>
        <FullTime at={order.created_at} />
        <button
          type="button"
          onClick={() => copyId(order.id)}
          aria-label={`${t("card.copyId")}: ${order.id}`}
          className="hover:text-ui-fg-base focus-visible:shadow-borders-focus flex items-center gap-x-1 rounded font-mono outline-none"
        >
          {order.id}
          <SquareTwoStack className="text-ui-fg-muted" />
        </button>
      </div>
    </Container>
  )
}
