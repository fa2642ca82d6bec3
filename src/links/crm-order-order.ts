import { defineLink } from "@medusajs/framework/utils"
import OrderModule from "@medusajs/medusa/order"
import CrmOrderModule from "../modules/crm_order"

/** From our record of an order to Medusa's own; our row holds the id, so no table in between. */
export default defineLink(
  { linkable: CrmOrderModule.linkable.crmOrder, field: "order_id" },
  OrderModule.linkable.order,
  { readOnly: true }
)
