import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Sealed secrets of processor accounts: API keys, keys that sign callbacks. */
export class Migration20261122150100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists sealed_secret (
        owner_id text not null,
        name text not null,
        sealed text not null,
        key_id text not null,
        updated_at timestamptz not null default now(),
        primary key (owner_id, name)
      )`)
  }

  override async down(): Promise<void> {
    throw new Error("The vault is never dropped: restore a backup instead.")
  }
}
