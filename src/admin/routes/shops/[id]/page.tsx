import { useParams } from "react-router-dom"

import { ShopsCrumb } from "../../../components/shops/shops-crumb"
import { ShopCard } from "../../../components/shops/shop-card"

const ShopPage = () => {
  const { id = "" } = useParams()
  return <ShopCard id={id} />
}

export const handle = { breadcrumb: () => <ShopsCrumb /> }

export default ShopPage
