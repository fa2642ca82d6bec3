import { model } from "@medusajs/framework/utils"
import { Shop } from "./shop"

/** One key of a shop. The key itself is shown once and only its SHA-256 is kept. */
export const ShopCredential = model.define("shop_credential", {
  id: model.id({ prefix: "shcred" }).primaryKey(),
  key_hash: model.text(),
  /** The last four characters, so that a person can tell two keys apart. */
  key_hint: model.text(),
  last_used_at: model.dateTime().nullable(),
  revoked_at: model.dateTime().nullable(),
  shop: model.belongsTo(() => Shop, { mappedBy: "credentials" }),
})
