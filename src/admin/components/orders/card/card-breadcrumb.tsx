import { TriangleRightMini } from "@medusajs/icons"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useOrder } from "../../../hooks/api/orders"

/**
 * "Orders ▸ #1024": the card's route is not inside Medusa's own `/orders`, so it names the list
 * itself. The public id stands in until the number is known.
 */
export const CardBreadcrumb = ({ id }: { id: string }) => {
  const { t } = useTranslation("orders")
  const { data: order } = useOrder(id)
  return (
    <span className="flex items-center">
      <Link to="/orders" className="transition-fg hover:text-ui-fg-subtle">
        {t("title")}
      </Link>
      <TriangleRightMini aria-hidden="true" className="mx-2 rtl:rotate-180" />
      <span className="tabular-nums">{order ? `#${order.display_id}` : id}</span>
    </span>
  )
}
