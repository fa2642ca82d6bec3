import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** A bulk job can be undone by another one, and a person keeps filters of the Orders page by name. */
export class Migration20261122200200 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table crm_order_bulk_job drop constraint if exists crm_order_bulk_job_kind_check,
        add constraint crm_order_bulk_job_kind_check check (kind in ('status', 'dispatch', 'undo')),
        add column if not exists undo_until timestamptz null,
        add column if not exists undoes text null references crm_order_bulk_job (id)`)
    this.addSql(`
      create unique index if not exists crm_order_bulk_job_undoes on crm_order_bulk_job (undoes)
        where undoes is not null`)
    this.addSql(`alter table crm_order_bulk_item add column if not exists trace jsonb null`)
    this.addSql(`
      create table if not exists crm_order_view (
        id text primary key,
        user_id text not null,
        name text not null,
        filter jsonb not null,
        is_shared boolean not null default false,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`)
    this.addSql(`
      create unique index if not exists crm_order_view_name on crm_order_view (user_id, lower(name))`)
    this.addSql(`
      create index if not exists crm_order_view_shared on crm_order_view (created_at) where is_shared`)
  }

  override async down(): Promise<void> {
    throw new Error("Orders and their stream are never dropped: restore a backup instead.")
  }
}
