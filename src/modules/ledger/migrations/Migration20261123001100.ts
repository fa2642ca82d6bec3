import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The Balance is read from the index of its sums alone, which vacuum has to see soon. */
export class Migration20261123001100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index if exists ledger_tally_group`)
    this.addSql(`
      create index if not exists ledger_tally_sums
        on ledger_tally (period, starts_on, shop_id, account_id, currency, account)
        include (amount, amount_usd)`)
    this.addSql(`
      alter table ledger_tally set (
        autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_vacuum_scale_factor = 0.02)`)
  }

  override async down(): Promise<void> {
    throw new Error("The books are never dropped: restore a backup instead.")
  }
}
