import { useParams } from "react-router-dom"

import { ShopCard } from "../../../components/shops/shop-card"

const ShopPage = () => {
  const { id = "" } = useParams()
  return <ShopCard id={id} />
}

export default ShopPage
