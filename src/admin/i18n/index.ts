import enOrders from "./json/en/orders.json"
import ruOrders from "./json/ru/orders.json"

export default {
  en: { orders: enOrders },
  ru: { orders: ruOrders },
}
