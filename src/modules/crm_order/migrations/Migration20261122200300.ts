import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Orders have tags and somebody who looks after them, and are found by their customer's e-mail. */
export class Migration20261122200300 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table crm_order
        add column if not exists tags text[] not null default '{}',
        add column if not exists responsible_id text null`)
    // Most orders have neither: the indexes hold those that do.
    this.addSql(
      `create index if not exists crm_order_tags on crm_order using gin (tags) where tags <> '{}'`
    )
    this.addSql(`
      create index if not exists crm_order_responsible
        on crm_order (responsible_id, created_at desc, id desc) where responsible_id is not null`)
    this.addSql(`
      create index if not exists crm_order_email
        on crm_order (lower(email), created_at desc, id desc)`)
    // What tags there are, so that nobody has to look through the orders for them.
    this.addSql(`
      create table if not exists crm_order_tag (
        name text primary key,
        created_at timestamptz not null default now()
      )`)
  }

  override async down(): Promise<void> {
    throw new Error("Orders and their stream are never dropped: restore a backup instead.")
  }
}
