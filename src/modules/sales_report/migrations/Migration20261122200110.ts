import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The quarter of an hour of a moment: every time zone's days begin at one. */
const quarter = (at: string): string => `date_bin('15 minutes', ${at}, '2000-01-01Z'::timestamptz)`

/** The part of the figures that is in an order's own row: its class, and what was given back of it. */
const ofOrders = (orders: string, sign: 1 | -1): string => `
  select crm_sales_class(status, captured) as figure, ${quarter("created_at")} as starts_at, shop_id,
         country || ' ' || coalesce(device_class, '') as key, ${sign} as count,
         ${sign} * total_usd as usd
    from ${orders} where archived_at is null
  union all
  select 'given_back', ${quarter("created_at")}, shop_id, '', ${sign},
         ${sign} * crm_given_back(total, captured, refunded) * usd_per_unit
    from ${orders}
   where archived_at is null and crm_sales_class(status, captured) = 'paid'
     and crm_given_back(total, captured, refunded) > 0`

/** Money that went back, by booked entry: what the books of refunds and chargebacks say of it. */
const GIVEN_BACK = `
  select entry.crm_order_id,
         case when entry.fact_kind in ('refunded', 'refund_reversed') then 'refund'
              else 'chargeback' end as figure,
         ${quarter("entry.at")} as starts_at, entry.shop_id, '' as key,
         case when entry.fact_kind in ('refunded', 'charged_back') then 1 else -1 end as count,
         sum(line.amount_usd) as usd
    from ledger_entry entry join ledger_line line on line.entry_id = entry.id
   where entry.cause_type = 'payment_fact'
     and entry.fact_kind in ('refunded', 'refund_reversed', 'charged_back', 'chargeback_reversed')
     and line.account in ('refunds', 'overpayments', 'chargebacks')`

const BY_ENTRY = `group by entry.id, entry.crm_order_id, entry.fact_kind, entry.at, entry.shop_id`

/** The orders of those facts, of the entries with these lines. */
const moneyBack = (lines: string): string => `
  insert into sales_report_money_back (fact, created_at, crm_order_id, at, shop_id, account_id)
  select case when entry.fact_kind in ('refunded', 'refund_reversed') then 'refund'
              else 'chargeback' end,
         orders.created_at, orders.id, entry.at, entry.shop_id, entry.account_id
    from ${lines} line join ledger_entry entry on entry.id = line.entry_id
         join crm_order orders on orders.id = entry.crm_order_id
   where entry.cause_type = 'payment_fact'
     and entry.fact_kind in ('refunded', 'refund_reversed', 'charged_back', 'chargeback_reversed')`

const CHARGES = `
  select attempt.crm_order_id, 'charge_' || attempt.state as figure,
         ${quarter("attempt.created_at")} as starts_at, orders.shop_id, attempt.account_id as key,
         1 as count, orders.total_usd as usd
    from payment_attempt attempt join crm_order orders on orders.id = attempt.crm_order_id
   where attempt.kind = 'charge' and attempt.way <> 'outside'
     and attempt.state in ('approved', 'declined')`

/** An order's first approved charge, when it is a later attempt of the cascade. */
const RESCUING = `
  late.kind = 'charge' and late.state = 'approved' and late.number > 1 and late.way <> 'outside'
     and not exists (select from payment_attempt sooner
                      where sooner.crm_order_id = late.crm_order_id and sooner.kind = 'charge'
                        and sooner.state = 'approved' and sooner.number < late.number)`

const RESCUES = `
  select late.crm_order_id, 'rescued' as figure, ${quarter("orders.created_at")} as starts_at,
         orders.shop_id, '' as key, 1 as count, orders.total_usd as usd
    from payment_attempt late join crm_order orders on orders.id = late.crm_order_id
   where ${RESCUING}`

const CHANGE = `insert into sales_report_change (figure, starts_at, shop_id, key, count, usd)`

const summed = (parts: string): string => `
  select figure, starts_at, shop_id, key, sum(count) as count, sum(usd) as usd
    from (${parts}) as parts
   group by 1, 2, 3, 4 having sum(count) <> 0 or sum(usd) <> 0`

const GRAINS = `
  (values ('quarter', starts_at), ('hour', date_trunc('hour', starts_at, 'UTC')),
          ('day', date_trunc('day', starts_at, 'UTC')),
          ('month', date_trunc('month', starts_at, 'UTC'))) as grains (grain, at)`

/**
 * The figures of the dashboard, kept ready. Whatever changes an order, the books or an attempt adds a row
 * to `sales_report_change` in its own transaction; a task folds those into sums by quarter of an hour,
 * hour, day and month. A figure is the sums of its range and what is not folded yet.
 */
export class Migration20261122200110 extends Migration {
  override async up(): Promise<void> {
    this.addTables()
    this.addViews()
    this.addOrderTriggers()
    this.addMoneyTriggers()
    this.fill()
  }

  override async down(): Promise<void> {
    throw new Error("The figures go with the orders: restore a backup instead.")
  }

  private addTables(): void {
    // Only ever added to, so that writers never wait for each other's sums. Nobody sorts these texts
    // for a person, so that they need no language's rules.
    this.addSql(`
      create table if not exists sales_report_change (
        figure text collate "C" not null,
        starts_at timestamptz not null,
        shop_id text collate "C" not null,
        key text collate "C" not null,
        count integer not null,
        usd numeric not null
      )`)
    // The shop '' stands for all of them.
    this.addSql(`
      create table if not exists sales_report_total (
        shop_id text collate "C" not null,
        grain text collate "C" not null check (grain in ('quarter', 'hour', 'day', 'month')),
        starts_at timestamptz not null,
        figure text collate "C" not null,
        count bigint not null,
        usd numeric not null,
        primary key (shop_id, grain, starts_at, figure)
      )`)
    this.addSql(`
      create table if not exists sales_report_share (
        shop_id text collate "C" not null,
        grain text collate "C" not null check (grain in ('quarter', 'day', 'month')),
        starts_at timestamptz not null,
        figure text collate "C" not null,
        key text collate "C" not null,
        count bigint not null,
        usd numeric not null,
        primary key (shop_id, grain, starts_at, figure, key)
      )`)
    // Which orders money went back on, in the order of the list of orders: refunds and chargebacks are
    // few and come late, so that neither a walk from the newest order nor a look-up of each is quick.
    this.addSql(`
      create table if not exists sales_report_money_back (
        fact text collate "C" not null check (fact in ('refund', 'chargeback')),
        created_at timestamptz not null,
        crm_order_id text not null,
        at timestamptz not null,
        shop_id text not null,
        account_id text not null
      )`)
    this.addSql(`
      create index if not exists sales_report_money_back_list
        on sales_report_money_back (fact, created_at desc, crm_order_id desc)
        include (at, shop_id, account_id)`)
    this.addSql(`
      create index if not exists sales_report_money_back_order
        on sales_report_money_back (crm_order_id)`)
  }

  private addViews(): void {
    this.addSql(`
      create index if not exists payment_attempt_late_approval on payment_attempt (crm_order_id)
        where kind = 'charge' and state = 'approved' and number > 1 and way <> 'outside'`)
    // What happened to orders beside their own rows, archived ones included.
    this.addSql(`
      create or replace view sales_report_fact as
      ${GIVEN_BACK} ${BY_ENTRY} union all ${CHARGES} union all ${RESCUES}`)
    // Every figure from the orders, the books and the attempts themselves: what has to be equal.
    this.addSql(`
      create or replace view sales_report_source as
      ${ofOrders("crm_order", 1)}
      union all
      select fact.figure, fact.starts_at, fact.shop_id, fact.key, fact.count, fact.usd
        from sales_report_fact fact join crm_order orders on orders.id = fact.crm_order_id
       where orders.archived_at is null
      union all
      select 'balance', ${quarter("entry.at")}, entry.shop_id, '', 0, line.amount_usd
        from ledger_entry entry join ledger_line line on line.entry_id = entry.id
       where line.account = 'receivable'`)
    // Which orders a figure of facts is about: the lists of orders are narrowed down with it.
    this.addSql(`
      create or replace view sales_report_order as
      select fact, account_id, at, crm_order_id from sales_report_money_back
      union all
      select 'booked', entry.account_id, entry.at, entry.crm_order_id from ledger_entry entry
      union all
      select 'charge_approved', attempt.account_id, attempt.created_at, attempt.crm_order_id
        from payment_attempt attempt
       where attempt.kind = 'charge' and attempt.way <> 'outside' and attempt.state = 'approved'
      union all
      select 'charge_declined', attempt.account_id, attempt.created_at, attempt.crm_order_id
        from payment_attempt attempt
       where attempt.kind = 'charge' and attempt.way <> 'outside' and attempt.state = 'declined'
      union all
      select 'rescued', late.account_id, late.created_at, late.crm_order_id
        from payment_attempt late where ${RESCUING}`)
  }

  private addOrderTriggers(): void {
    this.addSql(`
      create or replace function sales_report_new_orders() returns trigger language plpgsql as $$
      begin
        ${CHANGE} ${summed(ofOrders("new_rows", 1))};
        return null;
      end $$`)
    this.addSql(`
      create or replace function sales_report_changed_orders() returns trigger language plpgsql as $$
      declare
        archived text[];
        back text[];
      begin
        ${CHANGE} ${summed(`${ofOrders("new_rows", 1)} union all ${ofOrders("old_rows", -1)}`)};
        -- An archived order takes its refunds, chargebacks and attempts out of the figures with it.
        select array_agg(new_rows.id) filter (where new_rows.archived_at is not null),
               array_agg(new_rows.id) filter (where new_rows.archived_at is null)
          into archived, back
          from new_rows join old_rows on old_rows.id = new_rows.id
         where (new_rows.archived_at is null) <> (old_rows.archived_at is null);
        if archived is not null then
          ${CHANGE} select figure, starts_at, shop_id, key, -sum(count), -sum(usd)
            from sales_report_fact where crm_order_id = any(archived) group by 1, 2, 3, 4;
        end if;
        if back is not null then
          ${CHANGE} select figure, starts_at, shop_id, key, sum(count), sum(usd)
            from sales_report_fact where crm_order_id = any(back) group by 1, 2, 3, 4;
        end if;
        return null;
      end $$`)
    this.addTrigger("crm_order", "new", "insert", "sales_report_new_orders")
    this.addTrigger("crm_order", "changed", "update", "sales_report_changed_orders")
  }

  private addMoneyTriggers(): void {
    this.addSql(`
      create or replace function sales_report_new_lines() returns trigger language plpgsql as $$
      begin
        ${CHANGE}
        select 'balance', ${quarter("entry.at")}, entry.shop_id, '', 0, sum(line.amount_usd)
          from new_rows line join ledger_entry entry on entry.id = line.entry_id
         where line.account = 'receivable' group by 2, 3;
        if exists (select from new_rows where account in ('refunds', 'overpayments', 'chargebacks')) then
          ${CHANGE} ${summed(`
            select part.figure, part.starts_at, part.shop_id, part.key, part.count, part.usd
              from (${GIVEN_BACK.replace("ledger_line line", "new_rows line")} ${BY_ENTRY}) part
              join crm_order orders on orders.id = part.crm_order_id
             where orders.archived_at is null`)};
          ${moneyBack("(select distinct entry_id from new_rows)")};
        end if;
        return null;
      end $$`)
    this.addTrigger("ledger_line", "new", "insert", "sales_report_new_lines")

    this.addSql(`
      create or replace function sales_report_add_charges(settled text[]) returns void
      language plpgsql as $$
      begin
        ${CHANGE} ${summed(`
          select charge.figure, charge.starts_at, charge.shop_id, charge.key, charge.count, charge.usd
            from (${CHARGES} and attempt.id = any(settled)) charge
            join crm_order orders on orders.id = charge.crm_order_id
           where orders.archived_at is null`)};
        -- Whether an order was rescued, before these attempts had their results and with them.
        ${CHANGE} ${summed(`
          select 'rescued' as figure, ${quarter("orders.created_at")} as starts_at, orders.shop_id,
                 '' as key, rescue.now - rescue.before as count,
                 (rescue.now - rescue.before) * orders.total_usd as usd
            from (select crm_order_id,
                         coalesce((array_agg(is_late order by number))[1], false)::integer as now,
                         coalesce((array_agg(is_late order by number)
                                    filter (where id <> all(settled)))[1], false)::integer as before
                    from (select attempt.id, attempt.crm_order_id, attempt.number,
                                 attempt.number > 1 and attempt.way <> 'outside' as is_late
                            from payment_attempt attempt
                           where attempt.kind = 'charge' and attempt.state = 'approved'
                             and attempt.crm_order_id in (
                               select crm_order_id from payment_attempt
                                where id = any(settled) and state = 'approved')) approved
                   group by 1) rescue
            join crm_order orders on orders.id = rescue.crm_order_id
           where rescue.now <> rescue.before and orders.archived_at is null`)};
      end $$`)
    this.addSql(`
      create or replace function sales_report_new_attempts() returns trigger language plpgsql as $$
      declare
        settled text[];
      begin
        select array_agg(id) into settled from new_rows
         where kind = 'charge' and state in ('approved', 'declined');
        if settled is not null then
          perform sales_report_add_charges(settled);
        end if;
        return null;
      end $$`)
    this.addSql(`
      create or replace function sales_report_changed_attempts() returns trigger language plpgsql as $$
      declare
        settled text[];
      begin
        select array_agg(new_rows.id) into settled
          from new_rows join old_rows on old_rows.id = new_rows.id
         where new_rows.kind = 'charge' and new_rows.state in ('approved', 'declined')
           and old_rows.state <> new_rows.state;
        if settled is not null then
          perform sales_report_add_charges(settled);
        end if;
        return null;
      end $$`)
    this.addTrigger("payment_attempt", "new", "insert", "sales_report_new_attempts")
    this.addTrigger("payment_attempt", "changed", "update", "sales_report_changed_attempts")
  }

  /** Fires after every statement, bulk work and the generator included. */
  private addTrigger(
    table: string,
    name: "new" | "changed",
    event: "insert" | "update",
    execute: string
  ): void {
    const rows =
      event === "insert" ? "new table as new_rows" : "new table as new_rows old table as old_rows"
    this.addSql(`
      create or replace trigger ${table}_sales_report_${name} after ${event} on ${table}
        referencing ${rows} for each statement execute function ${execute}()`)
    this.addSql(`alter table ${table} enable always trigger ${table}_sales_report_${name}`)
  }

  /** What is there already. `npm run report:rebuild` does the same once more. */
  private fill(): void {
    // In the order of the keys, so that a range lies together on the disk.
    this.addSql(`
      create or replace function sales_report_fill() returns void language plpgsql
      set work_mem = '256MB' as $$
      begin
        create temporary table sales_report_filled (like sales_report_change) on commit drop;
        insert into sales_report_filled (figure, starts_at, shop_id, key, count, usd)
        ${summed("select * from sales_report_source")};
        delete from sales_report_change;
        delete from sales_report_total;
        delete from sales_report_share;
        delete from sales_report_money_back;
        ${moneyBack("(select distinct entry_id from ledger_line where account in ('refunds', 'overpayments', 'chargebacks'))")};
        insert into sales_report_total (shop_id, grain, starts_at, figure, count, usd)
        select shops.id, grains.grain, grains.at, figure, sum(count), sum(usd)
          from sales_report_filled cross join lateral ${GRAINS}
               cross join lateral (values (shop_id), ('')) as shops (id)
         group by 1, 2, 3, 4 order by 1, 2, 3, 4;
        insert into sales_report_share (shop_id, grain, starts_at, figure, key, count, usd)
        select shops.id, grains.grain, grains.at, figure, key, sum(count), sum(usd)
          from sales_report_filled cross join lateral ${GRAINS}
               cross join lateral (values (shop_id), ('')) as shops (id)
         where key <> '' and grains.grain <> 'hour'
         group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5;
      end $$`)
    this.addSql(`select sales_report_fill()`)
  }
}
