import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The list of bulk jobs: each with how many orders it has moved, written when it is done. */
export class Migration20261122234500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table crm_order_bulk_job add column if not exists moved integer null`)
    this.addSql(`
      update crm_order_bulk_job job
         set moved = (select count(*) from crm_order_bulk_item where job_id = job.id and ok)
       where finished_at is not null and moved is null`)
    this.addSql(`
      create index if not exists crm_order_bulk_job_newest on crm_order_bulk_job (created_at desc, id desc)`)
  }

  override async down(): Promise<void> {
    throw new Error("Orders and their stream are never dropped: restore a backup instead.")
  }
}
