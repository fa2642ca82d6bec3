import { model } from "@medusajs/framework/utils"

/**
 * What Medusa's query layer and links see of a CRM order. Money, search and stream columns are left
 * out on purpose: they are written once by the intake and read by this module's own SQL, and the
 * migrations of this module are written by hand.
 */
const CrmOrder = model.define("crm_order", {
  id: model.text().primaryKey(),
  order_id: model.text(),
  display_id: model.number(),
  shop_id: model.text(),
  shop_order_id: model.text(),
  customer_id: model.text(),
  email: model.text(),
  country: model.text(),
  payment_method: model.text(),
  status: model.text(),
  call_center_status: model.text().nullable(),
  archived_at: model.dateTime().nullable(),
})

export default CrmOrder
