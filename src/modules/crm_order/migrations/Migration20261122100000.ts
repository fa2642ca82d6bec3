import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * The CRM's record of an order, its stream and what intake and bulk work remember.
 * Written by hand: triggers, partial and trigram indexes are beyond what the model can say.
 */
export class Migration20261122100000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create extension if not exists pg_trgm`)
    this.addSql(`create extension if not exists unaccent`)

    // unaccent() is only STABLE because its dictionary could change; an index needs IMMUTABLE.
    this.addSql(`
      create or replace function crm_search_text(input text) returns text
      language sql immutable strict parallel safe
      as $$ select lower(public.unaccent('public.unaccent'::regdictionary, input)) $$`)

    this.addSql(`
      create table if not exists crm_order (
        id text primary key,
        order_id text not null unique,
        display_id integer not null,
        shop_id text not null,
        shop_order_id text not null,
        shop_domain text null,
        customer_id text not null,
        customer_name text not null,
        email text not null,
        phone text not null,
        country text not null,
        language text not null,
        payment_method text not null
          check (payment_method in ('credit_card', 'paypal', 'crypto', 'echeck')),
        card_brand text null,
        card_last4 text null check (card_last4 ~ '^[0-9]{4}$'),
        currency text not null,
        total numeric(20, 4) not null check (total > 0),
        usd_per_unit numeric(24, 12) not null check (usd_per_unit > 0),
        total_usd numeric(20, 2) not null,
        exchange_rate_id text not null,
        status text not null check (status in ('pending', 'approved', 'declined', 'cancelled',
          'call_center', 'packed', 'shipped', 'reshipped', 'delivered', 'refunded', 'chargeback',
          'closed')),
        status_before_call_center text null,
        status_before_chargeback text null,
        call_center_status text null check (call_center_status in ('new_inquiry', 'resolved',
          'awaiting_response', 'cancelled', 'failed', 'closed', 'refund_initiated',
          'reship_initiated', 'refunded', 'reshipped')),
        call_center_since timestamptz null,
        open_attention integer not null default 0 check (open_attention >= 0),
        products jsonb not null,
        product_count integer not null,
        device_class text null,
        details jsonb not null,
        request_fingerprint text not null,
        search_text text not null,
        version integer not null default 1,
        archived_at timestamptz null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        deleted_at timestamptz null,
        unique (shop_id, shop_order_id)
      )`)
    this.addSql(
      `create index if not exists crm_order_created on crm_order (created_at desc, id desc)`
    )
    this.addSql(
      `create index if not exists crm_order_status_created on crm_order (status, created_at desc, id desc)`
    )
    this.addSql(`
      create index if not exists crm_order_call_center_created
        on crm_order (call_center_status, created_at desc, id desc) where call_center_since is not null`)
    this.addSql(
      `create index if not exists crm_order_shop_created on crm_order (shop_id, created_at desc, id desc)`
    )
    this.addSql(
      `create index if not exists crm_order_country_created on crm_order (country, created_at desc, id desc)`
    )
    this.addSql(`
      create index if not exists crm_order_method_created
        on crm_order (payment_method, created_at desc, id desc)`)
    this.addSql(`
      create index if not exists crm_order_attention
        on crm_order (created_at desc, id desc) where open_attention > 0`)
    this.addSql(`create index if not exists crm_order_display_id on crm_order (display_id)`)
    this.addSql(`create index if not exists crm_order_customer on crm_order (customer_id)`)
    this.addSql(
      `create index if not exists crm_order_search on crm_order using gin (search_text gin_trgm_ops)`
    )

    this.addSql(`
      create table if not exists crm_order_event (
        id bigint generated always as identity primary key,
        crm_order_id text not null references crm_order (id),
        kind text not null,
        actor_type text not null check (actor_type in ('staff', 'shop', 'system')),
        actor_id text null,
        cause text null,
        at timestamptz not null default clock_timestamp(),
        data jsonb not null,
        personal_id text null,
        personal_digest text null
      )`)
    this.addSql(
      `create index if not exists crm_order_event_order on crm_order_event (crm_order_id, id)`
    )
    this.addSql(`
      create table if not exists crm_order_event_personal (
        id text primary key,
        crm_order_id text not null references crm_order (id),
        salt text not null,
        body jsonb not null
      )`)
    this.addSql(`
      create index if not exists crm_order_event_personal_order
        on crm_order_event_personal (crm_order_id)`)

    // The stream is append-only and nobody deletes an order, whoever asks and however.
    this.addSql(`
      create or replace function crm_refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% on % is not possible: its rows are kept as they were written', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end $$`)
    for (const [table, operations] of [
      ["crm_order_event", "update or delete"],
      ["crm_order", "delete"],
    ]) {
      this.addSql(`
        create or replace trigger ${table}_keeps_rows before ${operations} on ${table}
          for each row execute function crm_refuse_change()`)
      this.addSql(`
        create or replace trigger ${table}_keeps_table before truncate on ${table}
          for each statement execute function crm_refuse_change()`)
      this.addSql(`alter table ${table} enable always trigger ${table}_keeps_rows`)
      this.addSql(`alter table ${table} enable always trigger ${table}_keeps_table`)
    }

    this.addSql(`
      create table if not exists intake_key (
        shop_id text not null,
        key text not null,
        request_fingerprint text not null,
        crm_order_id text not null references crm_order (id),
        created_at timestamptz not null default now(),
        primary key (shop_id, key)
      )`)
    this.addSql(`create index if not exists intake_key_created on intake_key (created_at)`)

    this.addSql(`
      create table if not exists crm_order_bulk_job (
        id text primary key,
        actor_id text not null,
        status text not null,
        reason text null,
        total integer not null,
        created_at timestamptz not null default now(),
        finished_at timestamptz null
      )`)
    this.addSql(`
      create table if not exists crm_order_bulk_item (
        job_id text not null references crm_order_bulk_job (id) on delete cascade,
        position integer not null,
        crm_order_id text not null,
        ok boolean null,
        status text null,
        error text null,
        primary key (job_id, position)
      )`)
    this.addSql(`
      create index if not exists crm_order_bulk_item_open
        on crm_order_bulk_item (job_id, position) where ok is null`)
  }

  override async down(): Promise<void> {
    throw new Error("Orders and their stream are never dropped: restore a backup instead.")
  }
}
