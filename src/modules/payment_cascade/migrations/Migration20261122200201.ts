import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** A payment that was recorded by hand can be taken back: a fact of its own, nothing is changed. */
export class Migration20261122200201 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table payment_fact drop constraint if exists payment_fact_kind_check,
        add constraint payment_fact_kind_check check (kind in ('captured', 'refunded',
          'refund_reversed', 'charged_back', 'chargeback_reversed', 'returned', 'undone'))`)
  }

  override async down(): Promise<void> {
    throw new Error("Payments are never dropped: restore a backup instead.")
  }
}
