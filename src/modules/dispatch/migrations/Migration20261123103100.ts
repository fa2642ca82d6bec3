import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** How often a callback was put back: what a try before that has found out no longer counts. */
export class Migration20261123103100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table shipping_callback add column if not exists replays integer not null default 0`
    )
  }

  override async down(): Promise<void> {
    throw new Error("What carriers and suppliers have told is never dropped: restore a backup.")
  }
}
