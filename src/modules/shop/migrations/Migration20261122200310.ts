import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Up to which call of the request log refused orders have been put before a person. */
export class Migration20261122200310 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists shop_request_watch (
        id text primary key check (id = 'only'),
        last_id bigint not null
      )`)
    // What was refused before this release is history.
    this.addSql(`
      insert into shop_request_watch (id, last_id)
      select 'only', coalesce(max(id), 0) from shop_request
      on conflict do nothing`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists shop_request_watch`)
  }
}
