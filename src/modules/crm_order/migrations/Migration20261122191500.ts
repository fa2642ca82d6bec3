import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Orders know whether a parcel stands for them, and a bulk job may send orders to their shippers. */
export class Migration20261122191500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table crm_order add column if not exists parcels integer check (parcels >= 0)`
    )
    this.addSql(`
      alter table crm_order_bulk_job add column if not exists kind text not null default 'status'
        check (kind in ('status', 'dispatch'))`)
    // What still has to be sent, without looking at all that was.
    this.addSql(`
      create index if not exists crm_order_to_send on crm_order (created_at, id)
        where status = 'approved' and archived_at is null and coalesce(parcels, 0) = 0`)
  }

  override async down(): Promise<void> {
    throw new Error("Orders and their stream are never dropped: restore a backup instead.")
  }
}
