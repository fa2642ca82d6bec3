import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Transaction } from "../../lib/unit-of-work"

/** Addresses that get nothing any more, and customers who want no reminders. */
export class SuppressionList {
  constructor(protected readonly connection: Knex) {}

  async isUnsubscribed(shopId: string, address: string): Promise<boolean> {
    const row = await this.connection("mail_unsubscribe")
      .where({ shop_id: shopId, address: address.trim().toLowerCase() })
      .first()
    return row !== undefined
  }

  async unsubscribe(
    transaction: Transaction,
    shopId: string,
    address: string,
    via: "one_click" | "page" | "staff"
  ): Promise<boolean> {
    const rows = await transaction("mail_unsubscribe")
      .insert({ shop_id: shopId, address: address.trim().toLowerCase(), via })
      .onConflict(["shop_id", "address"])
      .ignore()
      .returning("address")
    return rows.length > 0
  }
}
