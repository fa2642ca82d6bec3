import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What staff note on one attempt. Apart from it, for an attempt that is final stays as it is. */
export class Migration20261123000500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists payment_attempt_comment (
        attempt_id text primary key references payment_attempt (id),
        crm_order_id text not null,
        comment text not null,
        updated_at timestamptz not null default now()
      )`)
    this.addSql(`
      create index if not exists payment_attempt_comment_order
        on payment_attempt_comment (crm_order_id)`)
  }

  override async down(): Promise<void> {
    throw new Error("Attempts and money facts are never dropped: restore a backup instead.")
  }
}
