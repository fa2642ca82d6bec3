import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Payments bring more that can need a person: an account at a processor, a callback. */
export class Migration20261122140200 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table attention_entry
        drop constraint if exists attention_entry_subject_type_check,
        add constraint attention_entry_subject_type_check check (subject_type in
          ('order', 'shop', 'currency', 'processor_account', 'callback'))`)
    // The order card shows what is settled too.
    this.addSql(`
      create index if not exists attention_entry_subject on attention_entry (subject_type, subject_id)`)
  }

  override async down(): Promise<void> {
    throw new Error("Entries about accounts and callbacks would be lost.")
  }
}
