import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** How the latest refresh of the rates went: one row, for the health page. */
export class Migration20261122120000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists exchange_rate_refresh (
        only_row boolean primary key default true check (only_row),
        tried_at timestamptz not null default now(),
        error text null
      )`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists exchange_rate_refresh`)
  }
}
