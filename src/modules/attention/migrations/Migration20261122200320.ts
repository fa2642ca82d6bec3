import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Refused orders of shops can need a person too; the list is read by what is open and what is not. */
export class Migration20261122200320 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table attention_entry
        drop constraint if exists attention_entry_subject_type_check,
        add constraint attention_entry_subject_type_check check (subject_type in
          ('order', 'shop', 'currency', 'processor_account', 'callback', 'mail_account',
           'supplier', 'shipping_callback', 'intake'))`)
    this.addSql(`
      create index if not exists attention_entry_open_since
        on attention_entry (since desc) where resolved_at is null`)
    this.addSql(`
      create index if not exists attention_entry_resolved_since
        on attention_entry (since desc) where resolved_at is not null`)
  }

  override async down(): Promise<void> {
    throw new Error("Entries about refused orders would be lost.")
  }
}
