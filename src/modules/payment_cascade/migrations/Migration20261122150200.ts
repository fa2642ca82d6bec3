import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Who has changed an account last; how an account's charges end, answered by an index alone. */
export class Migration20261122150200 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table processor_account add column if not exists updated_by text null`)
    this.addSql(`drop index if exists payment_attempt_account`)
    this.addSql(`
      create index if not exists payment_attempt_account_outcome
        on payment_attempt (account_id, created_at) include (state) where kind = 'charge'`)
  }

  override async down(): Promise<void> {
    throw new Error("Attempts and money facts are never dropped: restore a backup instead.")
  }
}
