import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The books know payments that were recorded by hand and taken back. */
export class Migration20261122200202 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table ledger_entry drop constraint if exists ledger_entry_fact_kind_check,
        add constraint ledger_entry_fact_kind_check check (fact_kind in ('captured', 'refunded',
          'refund_reversed', 'charged_back', 'chargeback_reversed', 'returned', 'undone'))`)
  }

  override async down(): Promise<void> {
    throw new Error("The books are never dropped: restore a backup instead.")
  }
}
