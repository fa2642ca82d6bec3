import { useTranslation } from "react-i18next"

import { useOrder } from "../../../hooks/api/orders"

/** The order's number once it is known, its public id until then. */
export const CardBreadcrumb = ({ id }: { id: string }) => {
  const { data: order } = useOrder(id)
  return <span className="tabular-nums">{order ? `#${order.display_id}` : id}</span>
}
