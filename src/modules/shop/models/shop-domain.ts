import { model } from "@medusajs/framework/utils"
import { Shop } from "./shop"

/** A host name that belongs to one shop; stored in lower case. */
export const ShopDomain = model
  .define("shop_domain", {
    id: model.id({ prefix: "shdom" }).primaryKey(),
    domain: model.text(),
    shop: model.belongsTo(() => Shop, { mappedBy: "domains" }),
  })
  .indexes([{ on: ["domain"], unique: true }])
