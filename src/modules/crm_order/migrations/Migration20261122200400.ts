import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** As decisions.md has it: what is paid, and what an order has brought in, in US dollars. */
const IS_PAID = `(status in ('approved', 'packed', 'shipped', 'reshipped', 'delivered')
  or (status = 'call_center' and captured - refunded - charged_back > 0))`

const FIGURES = `
  (archived_at is null)::integer as order_count,
  (archived_at is null and ${IS_PAID})::integer as paid_count,
  case when archived_at is null and ${IS_PAID}
    then total_usd - round(refunded * usd_per_unit, 2) else 0 end as spent_usd`

/**
 * Customers by e-mail with what their orders come to. Every statement on orders leaves the difference
 * it makes behind, and the transaction adds it up at its very end: customers are held for the moment
 * of the commit only, and always in the order of their e-mails, so that nobody waits in a circle.
 */
export class Migration20261122200400 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists crm_customer (
        id text primary key default 'ccus_' || replace(gen_random_uuid()::text, '-', ''),
        email text not null unique,
        name text not null,
        phone text null,
        note text null,
        joined_at timestamptz not null,
        is_blocked boolean not null default false,
        erased_at timestamptz null,
        updated_at timestamptz not null default now(),
        search_text text not null generated always as (
          crm_search_text(name || ' ' || email || ' ' || replace(coalesce(phone, ''), '+', ''))
        ) stored
      )`)
    // Apart from the names: what changes with every order must not cost the index of the search.
    this.addSql(`
      create table if not exists crm_customer_figures (
        crm_customer_id text primary key,
        order_count integer not null,
        paid_count integer not null,
        spent_usd numeric(20, 2) not null,
        last_order_at timestamptz null
      )`)
    this.addSql(`
      create table if not exists crm_customer_change (
        transaction xid8 not null default pg_current_xact_id(),
        is_first boolean not null,
        email text not null,
        name text null,
        phone text null,
        joined_at timestamptz null,
        last_order_at timestamptz null,
        order_count integer not null,
        paid_count integer not null,
        spent_usd numeric(20, 2) not null
      )`)
    this.addSql(`
      create index if not exists crm_customer_change_transaction
        on crm_customer_change (transaction)`)
    this.addSql(`create index if not exists crm_order_email on crm_order (email)`)

    this.addSql(`
      create or replace function crm_note_new_customers() returns trigger language plpgsql as $$
      begin
        insert into crm_customer_change (is_first, email, name, phone, joined_at, last_order_at,
          order_count, paid_count, spent_usd)
        select row_number() over () = 1, email, (array_agg(customer_name order by created_at))[1],
               (array_agg(phone order by created_at))[1], min(created_at), max(created_at),
               sum(order_count), sum(paid_count), sum(spent_usd)
          from (select email, customer_name, phone, created_at, ${FIGURES} from new_rows) as added
         group by email;
        return null;
      end $$`)
    this.addSql(`
      create or replace function crm_note_changed_customers() returns trigger language plpgsql as $$
      begin
        insert into crm_customer_change (is_first, email, order_count, paid_count, spent_usd)
        select row_number() over () = 1, email, sum(order_count), sum(paid_count), sum(spent_usd)
          from (select email, ${FIGURES} from new_rows
                union all
                select email, -order_count, -paid_count, -spent_usd
                  from (select email, ${FIGURES} from old_rows) as before) as changes
         group by email
        having sum(order_count) <> 0 or sum(paid_count) <> 0 or sum(spent_usd) <> 0;
        return null;
      end $$`)
    this.addSql(`
      create or replace function crm_sum_up_customers() returns trigger language plpgsql as $$
      declare
        changed jsonb;
      begin
        with taken as (
          delete from crm_customer_change where transaction = pg_current_xact_id() returning *
        ), summed as (
          select email, (array_agg(name order by joined_at) filter (where name is not null))[1] as name,
                 (array_agg(phone order by joined_at) filter (where phone is not null))[1] as phone,
                 min(joined_at) as joined_at, max(last_order_at) as last_order_at,
                 sum(order_count) as order_count, sum(paid_count) as paid_count,
                 sum(spent_usd) as spent_usd
            from taken group by email
        )
        select jsonb_agg(summed order by email) into changed from summed;
        if changed is null then
          return null;
        end if;
        -- Who is there already is not written again: nobody waits for it.
        insert into crm_customer (email, name, phone, joined_at)
        select email, name, phone, joined_at
          from jsonb_to_recordset(changed)
            as one (email text, name text, phone text, joined_at timestamptz)
         where joined_at is not null
         order by email
        on conflict (email) do nothing;
        insert into crm_customer_figures as known
        select customer.id, order_count, paid_count, spent_usd, last_order_at
          from jsonb_to_recordset(changed) as one (email text, last_order_at timestamptz,
                 order_count integer, paid_count integer, spent_usd numeric)
          join crm_customer as customer using (email)
         order by customer.id
        on conflict (crm_customer_id) do update
          set order_count = known.order_count + excluded.order_count,
              paid_count = known.paid_count + excluded.paid_count,
              spent_usd = known.spent_usd + excluded.spent_usd,
              last_order_at = greatest(known.last_order_at, excluded.last_order_at);
        return null;
      end $$`)

    this.addSql(`
      create or replace trigger crm_customer_new after insert on crm_order
        referencing new table as new_rows
        for each statement execute function crm_note_new_customers()`)
    this.addSql(`
      create or replace trigger crm_customer_changed after update on crm_order
        referencing new table as new_rows old table as old_rows
        for each statement execute function crm_note_changed_customers()`)
    this.addSql(`alter table crm_order enable always trigger crm_customer_new`)
    this.addSql(`alter table crm_order enable always trigger crm_customer_changed`)
    this.addSql(`drop trigger if exists crm_customer_sum_up on crm_customer_change`)
    this.addSql(`
      create constraint trigger crm_customer_sum_up after insert on crm_customer_change
        deferrable initially deferred for each row when (new.is_first)
        execute function crm_sum_up_customers()`)
    this.addSql(`alter table crm_customer_change enable always trigger crm_customer_sum_up`)

    this.addSql(`
      insert into crm_customer (email, name, phone, joined_at)
      select distinct on (email) email, customer_name, phone, created_at
        from crm_order order by email, created_at
      on conflict (email) do nothing`)
    this.addSql(`delete from crm_customer_figures`)
    this.addSql(`
      insert into crm_customer_figures
      select customer.id, sum(order_count), sum(paid_count), sum(spent_usd), max(created_at)
        from (select email, created_at, ${FIGURES} from crm_order) as placed
        join crm_customer as customer using (email)
       group by customer.id`)
    for (const [name, definition] of [
      ["crm_customer_joined", "crm_customer (joined_at desc, id desc)"],
      ["crm_customer_name", "crm_customer (name, id)"],
      ["crm_customer_blocked", "crm_customer (joined_at desc, id desc) where is_blocked"],
      ["crm_customer_search", "crm_customer using gin (search_text gin_trgm_ops)"],
      ["crm_customer_orders", "crm_customer_figures (order_count, crm_customer_id)"],
      ["crm_customer_paid", "crm_customer_figures (paid_count, crm_customer_id)"],
      ["crm_customer_spent", "crm_customer_figures (spent_usd, crm_customer_id)"],
    ]) {
      this.addSql(`create index if not exists ${name} on ${definition}`)
    }
    this.addSql(`analyze crm_customer, crm_customer_figures`)

    // `value` is a keyed hash (of an address, a number) or the fingerprint that the vault knows a
    // card by; `shown` is how people call it, and goes when the person's data is erased.
    this.addSql(`
      create table if not exists crm_customer_block (
        id text primary key,
        kind text not null check (kind in ('email', 'phone', 'card')),
        value text not null,
        shown text null,
        reason text null,
        created_by text null,
        created_at timestamptz not null default now(),
        removed_at timestamptz null,
        removed_by text null,
        removed_because text null
      )`)
    this.addSql(`
      create unique index if not exists crm_customer_block_stands
        on crm_customer_block (kind, value) where removed_at is null`)
    // Whom an entry stands against, as far as is known: a card or number may be of several customers.
    this.addSql(`
      create table if not exists crm_customer_block_hit (
        block_id text not null references crm_customer_block (id),
        crm_customer_id text not null references crm_customer (id),
        at timestamptz not null default now(),
        primary key (block_id, crm_customer_id)
      )`)
    this.addSql(`
      create index if not exists crm_customer_block_hit_customer
        on crm_customer_block_hit (crm_customer_id)`)
  }

  override async down(): Promise<void> {
    throw new Error("Customers and who was blocked are never dropped: restore a backup instead.")
  }
}
