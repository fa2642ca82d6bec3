import { ArrowUpRightOnBox, EllipsisHorizontal, SquareTwoStack } from "@medusajs/icons"
import { DropdownMenu, IconButton } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useNavigate } from "react-router-dom"

import { useCopyId } from "../../../hooks/use-copy-id"
import type { ListedOrder, OrderStatus } from "../../../types/orders"
import { cardPath } from "./order-cells"

type RowMenuProps = {
  order: ListedOrder
  canMove: boolean
  onMove: (order: ListedOrder, status: OrderStatus) => void
}

export const RowMenu = ({ order, canMove, onMove }: RowMenuProps) => {
  const { t } = useTranslation("orders")
  const navigate = useNavigate()
  const copyId = useCopyId()
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger asChild>
        <IconButton
          size="small"
          variant="transparent"
          aria-label={t("list.rowMenu", { number: order.display_id })}
        >
          <EllipsisHorizontal />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content align="end">
        <DropdownMenu.Item className="gap-x-2" onSelect={() => navigate(cardPath(order.id))}>
          <ArrowUpRightOnBox className="text-ui-fg-subtle" />
          {t("card.open")}
        </DropdownMenu.Item>
        <DropdownMenu.Item className="gap-x-2" onSelect={() => copyId(order.id)}>
          <SquareTwoStack className="text-ui-fg-subtle" />
          {t("card.copyId")}
        </DropdownMenu.Item>
        {canMove && order.allowed_statuses.length > 0 && (
          <>
            <DropdownMenu.Separator />
            <DropdownMenu.Label>{t("statusPanel.allowed")}</DropdownMenu.Label>
            {order.allowed_statuses.map((status) => (
              <DropdownMenu.Item key={status} onSelect={() => onMove(order, status)}>
                {t(`status.${status}`)}
              </DropdownMenu.Item>
            ))}
          </>
        )}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
