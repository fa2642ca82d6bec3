import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** A mail server can need a person too. */
export class Migration20261122180100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table attention_entry
        drop constraint if exists attention_entry_subject_type_check,
        add constraint attention_entry_subject_type_check check (subject_type in
          ('order', 'shop', 'currency', 'processor_account', 'callback', 'mail_account'))`)
  }

  override async down(): Promise<void> {
    throw new Error("Entries about mail accounts would be lost.")
  }
}
