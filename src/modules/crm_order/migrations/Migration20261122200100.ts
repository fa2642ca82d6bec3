import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const NEWEST_FIRST = "created_at desc, id desc"

/**
 * What an order counts as in the figures of the dashboard, said once for lists, figures and proofs; and
 * the indexes of the lists that those figures open.
 */
export class Migration20261122200100 extends Migration {
  override async up(): Promise<void> {
    // decisions.md, section 1: paid is also what lies with the call centre with its money captured.
    this.addSql(`
      create or replace function crm_sales_class(status text, captured numeric) returns text
      language sql immutable parallel safe as $$
        select case
          when status in ('approved', 'packed', 'shipped', 'reshipped', 'delivered') then 'paid'
          when status = 'call_center' and captured > 0 then 'paid'
          when status in ('pending', 'call_center') then 'pending'
          when status in ('declined', 'closed') then 'declined'
          else 'other' end $$`)
    // What was given back of the order itself: not of money that had come in beyond its total.
    this.addSql(`
      create or replace function crm_given_back(total numeric, captured numeric, refunded numeric)
      returns numeric language sql immutable parallel safe as $$
        select greatest(0, least(refunded, total - captured + refunded)) $$`)
    this.addSql(`
      create index if not exists crm_order_sales_created
        on crm_order (crm_sales_class(status, captured), ${NEWEST_FIRST})
        include (status, captured, shop_id, country, payment_method, open_attention) where archived_at is null`)
    // Of a partial index the planner does not take them.
    this.addSql(`
      create statistics if not exists crm_order_sales
        on (crm_sales_class(status, captured)) from crm_order`)
    this.addSql(`
      create index if not exists crm_order_device_created on crm_order (device_class, ${NEWEST_FIRST})
        include (status, shop_id, country, payment_method, open_attention) where archived_at is null`)
  }

  override async down(): Promise<void> {
    throw new Error("Orders and their stream are never dropped: restore a backup instead.")
  }
}
