import { CreateOrder } from "../../../components/orders/create/create-order"
import { CreateCrumb } from "../../../components/orders/create/create-crumb"

export const handle = { breadcrumb: () => <CreateCrumb /> }

const CreateOrderPage = () => <CreateOrder />

export default CreateOrderPage
