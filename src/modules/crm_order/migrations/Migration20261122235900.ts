import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * A customer's orders by the address as it is stored, in lower case, the newest first. An earlier
 * migration meant to add an index on it, but its name was taken by one on `lower(email)`.
 *
 * Counts come from indexes alone, as long as vacuum has seen the rows: by its defaults it would let
 * a fifth of the orders come in before it looks, and those are the newest, which lists begin with.
 */
export class Migration20261122235900 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index if exists crm_order_email`)
    this.addSql(`
      create index if not exists crm_order_address on crm_order (email, created_at desc, id desc)`)
    this.addSql(`drop index if exists crm_customer_joined`)
    this.addSql(`
      create index if not exists crm_customer_joining
        on crm_customer (joined_at desc, id desc) include (is_blocked, erased_at)`)
    for (const table of ["crm_order", "crm_customer", "crm_customer_figures"]) {
      this.addSql(`
        alter table ${table} set (
          autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_vacuum_scale_factor = 0.02)`)
    }
  }

  override async down(): Promise<void> {
    throw new Error("Orders and their stream are never dropped: restore a backup instead.")
  }
}
