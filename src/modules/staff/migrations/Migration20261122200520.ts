import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Locks of accounts that are guessed at, used codes of second factors, settings about signing in. */
export class Migration20261122200520 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists sign_in_lock (
        account text not null,
        address text not null,
        wrong integer not null,
        last_at timestamptz not null,
        locked_until timestamptz,
        primary key (account, address)
      )`)
    this.addSql(`
      create table if not exists second_factor_use (
        digest text primary key,
        used_at timestamptz not null
      )`)
    this.addSql(`
      create table if not exists staff_setting (
        key text primary key,
        value jsonb not null,
        updated_at timestamptz not null default now()
      )`)
  }

  override async down(): Promise<void> {
    for (const table of ["staff_setting", "second_factor_use", "sign_in_lock"]) {
      this.addSql(`drop table if exists ${table}`)
    }
  }
}
