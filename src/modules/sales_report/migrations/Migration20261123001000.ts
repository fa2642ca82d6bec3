import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Refunds and chargebacks of a range of days are counted from the index of their days alone. */
export class Migration20261123001000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create index if not exists sales_report_money_back_at
        on sales_report_money_back (fact, at) include (created_at, crm_order_id, shop_id, account_id)`)
  }

  override async down(): Promise<void> {
    throw new Error("The figures go with the orders: restore a backup instead.")
  }
}
