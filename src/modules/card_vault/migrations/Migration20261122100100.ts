import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Sealed card and bank account numbers, and the CVV for the minutes it may exist. */
export class Migration20261122100100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists sealed_card (
        id text primary key,
        crm_order_id text not null,
        kind text not null check (kind in ('card', 'bank_account')),
        sealed text null,
        key_id text null,
        fingerprint text not null,
        brand text null,
        first6 text null check (first6 ~ '^[0-9]{6}$'),
        last4 text not null check (last4 ~ '^[0-9]{4}$'),
        expiry_month smallint null,
        expiry_year smallint null,
        holder text null,
        details jsonb not null,
        created_at timestamptz not null default now(),
        destroyed_at timestamptz null,
        check ((sealed is null) = (destroyed_at is not null))
      )`)
    this.addSql(`create index if not exists sealed_card_order on sealed_card (crm_order_id)`)
    this.addSql(`create index if not exists sealed_card_fingerprint on sealed_card (fingerprint)`)
    this.addSql(
      `create index if not exists sealed_card_key on sealed_card (key_id) where sealed is not null`
    )
    this.addSql(`
      create table if not exists sealed_cvv (
        sealed_card_id text primary key references sealed_card (id) on delete cascade,
        crm_order_id text not null,
        key_hour text not null,
        sealed text not null,
        expires_at timestamptz not null
      )`)
    this.addSql(`create index if not exists sealed_cvv_expiry on sealed_cvv (expires_at)`)
    this.addSql(`create index if not exists sealed_cvv_order on sealed_cvv (crm_order_id)`)
  }

  override async down(): Promise<void> {
    throw new Error("The vault is never dropped: restore a backup instead.")
  }
}
