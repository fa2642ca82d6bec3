import { defineLink } from "@medusajs/framework/utils"
import CustomerModule from "@medusajs/medusa/customer"
import CrmOrderModule from "../modules/crm_order"

/** From our record of an order to Medusa's customer; our row holds the id, so no table in between. */
export default defineLink(
  { linkable: CrmOrderModule.linkable.crmOrder, field: "customer_id" },
  CustomerModule.linkable.customer,
  { readOnly: true }
)
