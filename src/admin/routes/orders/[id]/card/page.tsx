import type { UIMatch } from "react-router-dom"
import { useParams } from "react-router-dom"

import { CardBreadcrumb } from "../../../../components/orders/card/card-breadcrumb"
import { OrderCard } from "../../../../components/orders/card/order-card"

export const handle = {
  breadcrumb: ({ params }: UIMatch) => <CardBreadcrumb id={params.id ?? ""} />,
}

const OrderCardPage = () => {
  const { id = "" } = useParams()
  // Another order is another page: nothing half written moves along.
  return <OrderCard key={id} id={id} />
}

export default OrderCardPage
