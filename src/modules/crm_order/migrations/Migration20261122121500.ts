import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What is the same for every list: newest first, the id last so that the order is total. */
const NEWEST_FIRST = "created_at desc, id desc"

/** Several filters at once: the index of one of them answers the others too. */
const include = (own: string): string =>
  `include (${["status", "country", "payment_method", "shop_id"].filter((column) => column !== own).join(", ")})`

/** Lists hide archived orders: an index of the others alone answers a count by itself. */
const LIST_INDEXES: Record<string, string> = {
  crm_order_created: `(${NEWEST_FIRST}) where archived_at is null`,
  crm_order_archived: `(${NEWEST_FIRST}) where archived_at is not null`,
  crm_order_status_created: `(status, ${NEWEST_FIRST}) ${include("status")} where archived_at is null`,
  crm_order_shop_created: `(shop_id, ${NEWEST_FIRST}) ${include("shop_id")} where archived_at is null`,
  crm_order_country_created: `(country, ${NEWEST_FIRST}) ${include("country")} where archived_at is null`,
  crm_order_method_created: `(payment_method, ${NEWEST_FIRST}) ${include("payment_method")} where archived_at is null`,
  crm_order_name_created: `(customer_name, ${NEWEST_FIRST}) where archived_at is null`,
  crm_order_usd_created: `(total_usd, ${NEWEST_FIRST}) where archived_at is null`,
  crm_order_called: `(${NEWEST_FIRST}) where call_center_since is not null and archived_at is null`,
  crm_order_call_center_created: `(call_center_status, ${NEWEST_FIRST})
    where call_center_since is not null and archived_at is null`,
  crm_order_attention: `(${NEWEST_FIRST}) where open_attention > 0 and archived_at is null`,
  crm_order_customer: `(customer_id, created_at) include (status) where archived_at is null`,
}

const GROUP = `(created_at at time zone 'UTC')::date as day, status,
  archived_at is not null as archived, call_center_since is not null as with_call_center`

/**
 * Lists of a million orders: indexes that answer each list, sort and count, and a tally by day and
 * status that triggers keep, so that the tabs' numbers and far pages need not count orders.
 */
export class Migration20261122121500 extends Migration {
  override async up(): Promise<void> {
    for (const [name, definition] of Object.entries(LIST_INDEXES)) {
      this.addSql(`drop index if exists ${name}`)
      this.addSql(`create index ${name} on crm_order ${definition}`)
    }

    // Only ever added to: a count is a sum, and writers never wait for each other's sums.
    this.addSql(`
      create table if not exists crm_order_tally (
        day date not null,
        status text not null,
        archived boolean not null,
        with_call_center boolean not null,
        orders integer not null,
        attention integer not null
      )`)
    this.addSql(`
      create index if not exists crm_order_tally_group
        on crm_order_tally (day, status, archived, with_call_center)`)
    this.addSql(`
      create or replace function crm_tally_new_orders() returns trigger language plpgsql as $$
      begin
        insert into crm_order_tally
        select ${GROUP}, count(*), count(*) filter (where open_attention > 0)
          from new_rows group by 1, 2, 3, 4;
        return null;
      end $$`)
    this.addSql(`
      create or replace function crm_tally_changed_orders() returns trigger language plpgsql as $$
      begin
        insert into crm_order_tally
        select day, status, archived, with_call_center, sum(orders), sum(attention)
          from (select ${GROUP}, 1 as orders, (open_attention > 0)::integer as attention
                  from new_rows
                union all
                select ${GROUP}, -1, -(open_attention > 0)::integer from old_rows) as changes
         group by 1, 2, 3, 4
        having sum(orders) <> 0 or sum(attention) <> 0;
        return null;
      end $$`)
    this.addSql(`
      create or replace trigger crm_order_tally_new after insert on crm_order
        referencing new table as new_rows
        for each statement execute function crm_tally_new_orders()`)
    this.addSql(`
      create or replace trigger crm_order_tally_changed after update on crm_order
        referencing new table as new_rows old table as old_rows
        for each statement execute function crm_tally_changed_orders()`)
    this.addSql(`alter table crm_order enable always trigger crm_order_tally_new`)
    this.addSql(`alter table crm_order enable always trigger crm_order_tally_changed`)
    this.addSql(`delete from crm_order_tally`)
    this.addSql(`
      insert into crm_order_tally
      select ${GROUP}, count(*), count(*) filter (where open_attention > 0)
        from crm_order group by 1, 2, 3, 4`)
  }

  override async down(): Promise<void> {
    throw new Error("Orders and their stream are never dropped: restore a backup instead.")
  }
}
