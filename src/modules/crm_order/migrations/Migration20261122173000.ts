import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const GROUP = `status, shop_id, country, payment_method,
  archived_at is not null as archived, call_center_since is not null as with_call_center`

/**
 * How many orders there are of each status, shop, country and payment method, whenever they came: what
 * the numbers on the tabs and of a filtered list are sums of. The tally by day would have to be summed
 * over a year's days for that.
 */
export class Migration20261122173000 extends Migration {
  override async up(): Promise<void> {
    // Like the tally by day only ever added to, so that writers never wait for each other's sums.
    this.addSql(`
      create table if not exists crm_order_count (
        status text not null,
        shop_id text not null,
        country text not null,
        payment_method text not null,
        archived boolean not null,
        with_call_center boolean not null,
        orders integer not null,
        attention integer not null
      )`)
    this.addSql(`
      create or replace function crm_count_new_orders() returns trigger language plpgsql as $$
      begin
        insert into crm_order_count
        select ${GROUP}, count(*), count(*) filter (where open_attention > 0)
          from new_rows group by 1, 2, 3, 4, 5, 6;
        return null;
      end $$`)
    this.addSql(`
      create or replace function crm_count_changed_orders() returns trigger language plpgsql as $$
      begin
        insert into crm_order_count
        select status, shop_id, country, payment_method, archived, with_call_center,
               sum(orders), sum(attention)
          from (select ${GROUP}, 1 as orders, (open_attention > 0)::integer as attention
                  from new_rows
                union all
                select ${GROUP}, -1, -(open_attention > 0)::integer from old_rows) as changes
         group by 1, 2, 3, 4, 5, 6
        having sum(orders) <> 0 or sum(attention) <> 0;
        return null;
      end $$`)
    for (const [event, rows] of [
      ["insert", "new table as new_rows"],
      ["update", "new table as new_rows old table as old_rows"],
    ]) {
      const name = event === "insert" ? "new" : "changed"
      this.addSql(`
        create or replace trigger crm_order_count_${name} after ${event} on crm_order
          referencing ${rows}
          for each statement execute function crm_count_${name}_orders()`)
      this.addSql(`alter table crm_order enable always trigger crm_order_count_${name}`)
    }
    this.addSql(`delete from crm_order_count`)
    this.addSql(`
      insert into crm_order_count
      select ${GROUP}, count(*), count(*) filter (where open_attention > 0)
        from crm_order group by 1, 2, 3, 4, 5, 6`)
  }

  override async down(): Promise<void> {
    throw new Error("Orders and their stream are never dropped: restore a backup instead.")
  }
}
