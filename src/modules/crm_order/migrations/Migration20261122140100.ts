import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * What was captured and given back, beside the status: the list filters by it and the rules of moves
 * ask for it. Written only together with the money fact that changes it.
 */
export class Migration20261122140100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table crm_order
        add column if not exists payment_state text not null default 'unpaid'
          check (payment_state in ('unpaid', 'pending', 'unknown', 'declined', 'partly_paid', 'paid',
            'overpaid', 'partly_refunded', 'refunded', 'charged_back', 'returned')),
        add column if not exists captured numeric(20, 4) not null default 0 check (captured >= 0),
        add column if not exists refunded numeric(20, 4) not null default 0 check (refunded >= 0),
        add column if not exists charged_back numeric(20, 4) not null default 0`)
  }

  override async down(): Promise<void> {
    throw new Error("Orders are never taken apart: restore a backup instead.")
  }
}
