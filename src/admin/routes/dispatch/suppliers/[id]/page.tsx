import { useParams } from "react-router-dom"

import { DispatchCrumb } from "../../../../components/dispatch/common/dispatch-crumb"
import { SupplierPage } from "../../../../components/dispatch/suppliers/supplier-page"

const SupplierRoute = () => {
  const { id = "" } = useParams()
  return <SupplierPage key={id} id={id} />
}

export const handle = { breadcrumb: () => <DispatchCrumb page="suppliers" /> }

export default SupplierRoute
