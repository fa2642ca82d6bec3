import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Dispatch brings more that can need a person: a supplier, a message about parcels. */
export class Migration20261122190100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table attention_entry
        drop constraint if exists attention_entry_subject_type_check,
        add constraint attention_entry_subject_type_check check (subject_type in
          ('order', 'shop', 'currency', 'processor_account', 'callback', 'mail_account',
           'supplier', 'shipping_callback'))`)
  }

  override async down(): Promise<void> {
    throw new Error("Entries about suppliers and messages about parcels would be lost.")
  }
}
