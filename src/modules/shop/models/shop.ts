import { model } from "@medusajs/framework/utils"
import { ShopCredential } from "./shop-credential"
import { ShopDomain } from "./shop-domain"

/** A shop that sends orders: its sales channel, its publishable key and what its orders default to. */
export const Shop = model
  .define("shop", {
    id: model.id({ prefix: "shop" }).primaryKey(),
    name: model.text(),
    /** The shop's public number in the credentials, from the sequence `shop_api_id`. */
    api_id: model.text(),
    active: model.boolean().default(true),
    /** ISO 4217, upper case. */
    default_currency: model.text(),
    /** ISO 639-1, lower case. */
    default_language: model.text(),
    sales_channel_id: model.text(),
    publishable_key: model.text(),
    publishable_key_id: model.text(),
    totals_required: model.boolean().default(false),
    /** Addresses and CIDR ranges that may use the credentials; empty means everywhere. */
    allowed_addresses: model.array(),
    domains: model.hasMany(() => ShopDomain, { mappedBy: "shop" }),
    credentials: model.hasMany(() => ShopCredential, { mappedBy: "shop" }),
  })
  .indexes([
    { on: ["api_id"], unique: true },
    { on: ["publishable_key"], unique: true },
  ])
