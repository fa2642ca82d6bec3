import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const FACT_KINDS = `'captured', 'refunded', 'refund_reversed', 'charged_back', 'chargeback_reversed', 'returned'`

const ACCOUNTS = `'receivable', 'fees', 'sales', 'overpayments', 'refunds', 'chargebacks', 'dispute_fees'`

/**
 * The books. What makes them believable is in the database itself: rows are only ever added, a cause
 * is booked once, and no transaction commits that leaves a set of lines other than zero per currency.
 */
export class Migration20261122150000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists ledger_entry (
        id text primary key,
        cause_type text not null check (cause_type in ('payment_fact', 'payment_fee')),
        cause_id text not null,
        fact_kind text not null check (fact_kind in (${FACT_KINDS})),
        crm_order_id text not null,
        charge_attempt_id text not null,
        account_id text not null,
        shop_id text not null,
        at timestamptz not null,
        booked_at timestamptz not null default clock_timestamp(),
        unique (cause_type, cause_id)
      )`)
    this.addSql(`create index if not exists ledger_entry_order on ledger_entry (crm_order_id)`)
    this.addSql(
      `create index if not exists ledger_entry_charge on ledger_entry (charge_attempt_id)`
    )
    this.addSql(`create index if not exists ledger_entry_at on ledger_entry (at, id)`)
    // The amount in US dollars is worked out by PostgreSQL and never rounded.
    this.addSql(`
      create table if not exists ledger_line (
        entry_id text not null references ledger_entry (id),
        position smallint not null,
        account text not null check (account in (${ACCOUNTS})),
        currency text not null,
        amount numeric(20, 4) not null check (amount <> 0),
        usd_per_unit numeric not null check (usd_per_unit > 0),
        amount_usd numeric not null generated always as (amount * usd_per_unit) stored,
        primary key (entry_id, position)
      )`)

    this.addSql(`
      create or replace function ledger_lines_are_zero() returns trigger language plpgsql as $$
      declare
        uneven record;
      begin
        select currency, sum(amount) as amount, sum(amount_usd) as amount_usd into uneven
          from ledger_line where entry_id = new.entry_id
         group by currency having sum(amount) <> 0 or sum(amount_usd) <> 0 limit 1;
        if found then
          raise exception 'ledger entry % is not zero in %: % (% USD)',
            new.entry_id, uneven.currency, uneven.amount, uneven.amount_usd
            using errcode = 'check_violation';
        end if;
        return null;
      end $$`)
    this.addSql(`drop trigger if exists ledger_line_zero on ledger_line`)
    this.addSql(`
      create constraint trigger ledger_line_zero after insert on ledger_line
        deferrable initially deferred for each row execute function ledger_lines_are_zero()`)
    // An entry without lines would keep its cause from ever being booked.
    this.addSql(`
      create or replace function ledger_entry_has_lines() returns trigger language plpgsql as $$
      begin
        if not exists (select from ledger_line where entry_id = new.id) then
          raise exception 'ledger entry % has no lines', new.id using errcode = 'check_violation';
        end if;
        return null;
      end $$`)
    this.addSql(`drop trigger if exists ledger_entry_lines on ledger_entry`)
    this.addSql(`
      create constraint trigger ledger_entry_lines after insert on ledger_entry
        deferrable initially deferred for each row execute function ledger_entry_has_lines()`)
    this.addSql(`alter table ledger_line enable always trigger ledger_line_zero`)
    this.addSql(`alter table ledger_entry enable always trigger ledger_entry_lines`)

    this.addSql(`
      create or replace function ledger_refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% on % is not possible: the books are only ever added to', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end $$`)
    for (const table of ["ledger_entry", "ledger_line"]) {
      this.addSql(`
        create or replace trigger ${table}_keeps_rows before update or delete on ${table}
          for each row execute function ledger_refuse_change()`)
      this.addSql(`
        create or replace trigger ${table}_keeps_table before truncate on ${table}
          for each statement execute function ledger_refuse_change()`)
      this.addSql(`alter table ${table} enable always trigger ${table}_keeps_rows`)
      this.addSql(`alter table ${table} enable always trigger ${table}_keeps_table`)
    }

    // The balance of a million orders is a sum of days. Only ever added to, so that bookings never
    // wait for each other; a task adds up what belongs together.
    this.addSql(`
      create table if not exists ledger_tally (
        day date not null,
        shop_id text not null,
        account_id text not null,
        currency text not null,
        account text not null,
        amount numeric not null,
        amount_usd numeric not null
      )`)
    this.addSql(`
      create index if not exists ledger_tally_group
        on ledger_tally (day, shop_id, account_id, currency, account)`)
    this.addSql(`
      create or replace function ledger_tally_new_lines() returns trigger language plpgsql as $$
      begin
        insert into ledger_tally
        select (entry.at at time zone 'UTC')::date, entry.shop_id, entry.account_id, line.currency,
               line.account, sum(line.amount), sum(line.amount_usd)
          from new_rows line join ledger_entry entry on entry.id = line.entry_id
         group by 1, 2, 3, 4, 5;
        return null;
      end $$`)
    this.addSql(`
      create or replace trigger ledger_line_tally after insert on ledger_line
        referencing new table as new_rows
        for each statement execute function ledger_tally_new_lines()`)
    this.addSql(`alter table ledger_line enable always trigger ledger_line_tally`)
  }

  override async down(): Promise<void> {
    throw new Error("The books are never dropped: restore a backup instead.")
  }
}
