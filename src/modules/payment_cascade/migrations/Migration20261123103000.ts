import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Why and by whom a payment is being closed, known before the processor is asked to. How often a
 * callback was put back: what a try before that has found out no longer counts.
 */
export class Migration20261123103000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table payment_attempt add column if not exists closing jsonb null`)
    this.addSql(
      `alter table payment_callback add column if not exists replays integer not null default 0`
    )
  }

  override async down(): Promise<void> {
    throw new Error("Attempts and money facts are never dropped: restore a backup instead.")
  }
}
