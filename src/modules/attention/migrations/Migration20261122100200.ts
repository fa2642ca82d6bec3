import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Everything that needs a person. One open entry per kind and subject. */
export class Migration20261122100200 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists attention_entry (
        id text primary key,
        kind text not null,
        subject_type text not null check (subject_type in ('order', 'shop', 'currency')),
        subject_id text not null,
        data jsonb not null,
        words text null,
        since timestamptz not null default now(),
        resolved_at timestamptz null,
        resolved_by text null,
        resolution text null
      )`)
    this.addSql(`
      create unique index if not exists attention_entry_open
        on attention_entry (subject_type, subject_id, kind) where resolved_at is null`)
    this.addSql(`create index if not exists attention_entry_since on attention_entry (since desc)`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists attention_entry`)
  }
}
