import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What staff note on one payment; of all of an attempt the only thing that says nothing of money. */
export class Migration20261123000500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table payment_attempt add column if not exists comment text null`)
  }

  override async down(): Promise<void> {
    throw new Error("Attempts and money facts are never dropped: restore a backup instead.")
  }
}
