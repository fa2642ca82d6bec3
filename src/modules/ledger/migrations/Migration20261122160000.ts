import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What lines add to the tally: to their day and to their month. */
const PARTS = (lines: string): string => `
  select period, date_trunc(period, entry.at at time zone 'UTC')::date, entry.shop_id,
         entry.account_id, line.currency, line.account, sum(line.amount), sum(line.amount_usd)
    from ${lines} line join ledger_entry entry on entry.id = line.entry_id
         cross join unnest(array['day', 'month']) as period
   group by 1, 2, 3, 4, 5, 6`

/**
 * The tally knows months beside days: a balance is a sum of months and of at most thirty days, and
 * not of every day since the first booking.
 */
export class Migration20261122160000 extends Migration {
  override async up(): Promise<void> {
    // Money in a currency without a rate is in the books with its amount, and worth nothing in dollars.
    this.addSql(`
      alter table ledger_line drop constraint if exists ledger_line_usd_per_unit_check,
        add constraint ledger_line_usd_per_unit_check check (usd_per_unit >= 0)`)
    this.addSql(`drop table if exists ledger_tally`)
    this.addSql(`
      create table ledger_tally (
        period text not null check (period in ('day', 'month')),
        starts_on date not null,
        shop_id text not null,
        account_id text not null,
        currency text not null,
        account text not null,
        amount numeric not null,
        amount_usd numeric not null
      )`)
    this.addSql(`
      create index ledger_tally_group
        on ledger_tally (period, starts_on, shop_id, account_id, currency, account)`)
    this.addSql(`
      create or replace function ledger_tally_new_lines() returns trigger language plpgsql as $$
      begin
        insert into ledger_tally ${PARTS("new_rows")};
        return null;
      end $$`)
    this.addSql(`insert into ledger_tally ${PARTS("ledger_line")}`)
  }

  override async down(): Promise<void> {
    throw new Error("The books are never dropped: restore a backup instead.")
  }
}
