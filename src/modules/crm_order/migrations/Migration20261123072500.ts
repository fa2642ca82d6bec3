import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const SORTS = { orders: "order_count", paid: "paid_count", spent: "spent_usd" }

/**
 * Who joined when stands beside the figures too. Those with the most orders have been here longest, so
 * that a list of the newest by their figures goes past nearly everybody: it must see from the index of
 * the figure alone whom to leave out.
 */
export class Migration20261123072500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table crm_customer_figures add column if not exists joined_at timestamptz`)
    this.addSql(`
      update crm_customer_figures set joined_at = customer.joined_at
        from crm_customer as customer where customer.id = crm_customer_id`)
    this.addSql(`alter table crm_customer_figures alter column joined_at set not null`)
    for (const [name, column] of Object.entries(SORTS)) {
      this.addSql(`drop index if exists crm_customer_${name}`)
      this.addSql(`
        create index if not exists crm_customer_by_${name}
          on crm_customer_figures (${column}, crm_customer_id) include (joined_at)`)
    }
    // As before, with the day of joining beside the figures.
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
          (crm_customer_id, order_count, paid_count, spent_usd, last_order_at, joined_at)
        select customer.id, order_count, paid_count, spent_usd, last_order_at, customer.joined_at
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
  }

  override async down(): Promise<void> {
    throw new Error("Customers and who was blocked are never dropped: restore a backup instead.")
  }
}
