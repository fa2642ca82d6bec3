import type { UIMatch } from "react-router-dom"
import { useParams } from "react-router-dom"

import { CustomerBreadcrumb } from "../../../../components/customers/card/customer-breadcrumb"
import { CustomerCard } from "../../../../components/customers/card/customer-card"

export const handle = {
  breadcrumb: ({ params }: UIMatch) => <CustomerBreadcrumb id={params.id ?? ""} />,
}

const CustomerCardPage = () => {
  const { id = "" } = useParams()
  return <CustomerCard key={id} id={id} />
}

export default CustomerCardPage
