import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const STATES = `'planned', 'handing_over', 'taken', 'accepted', 'rejected', 'shipped', 'delivered', 'lost', 'cancelled'`
const TAGS = `'info_received', 'in_transit', 'out_for_delivery', 'available_for_pickup', 'attempt_failed',
  'exception', 'delivered', 'expired', 'returned'`

/** Suppliers, who ships what, parcels, and what becomes of them on the way. */
export class Migration20261122190000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists supplier (
        id text primary key,
        provider text not null,
        name text not null,
        settings jsonb not null default '{}',
        active boolean not null default true,
        silent_after_hours integer not null default 24 check (silent_after_hours between 1 and 720),
        resting_until timestamptz,
        trouble text,
        trouble_since timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`)
    // '*' stands for all shops: a key cannot hold nothing.
    this.addSql(`
      create table if not exists supplier_product (
        id text primary key,
        shop_id text not null default '*',
        sku text not null,
        supplier_id text not null references supplier (id),
        supplier_sku text not null,
        cost numeric(20, 4) check (cost >= 0),
        cost_currency text,
        stock integer,
        active boolean not null default true,
        updated_at timestamptz not null default now(),
        unique (shop_id, sku, supplier_id)
      )`)
    this.addSql(
      `create index if not exists supplier_product_sku on supplier_product (sku, shop_id) where active`
    )
    this.addSql(`
      create table if not exists shipping_rules (
        version integer primary key check (version > 0),
        rules jsonb not null,
        note text not null default '',
        created_by text,
        created_at timestamptz not null default now()
      )`)
    this.addSql(`
      create table if not exists hand_over_batch (
        id text primary key,
        supplier_id text not null references supplier (id),
        name text not null unique,
        parcels integer not null,
        state text not null default 'open' check (state in ('open', 'failed', 'done')),
        unclear boolean not null default false,
        digest text,
        created_at timestamptz not null default now(),
        sent_at timestamptz
      )`)
    this.addSql(`
      create index if not exists hand_over_batch_open on hand_over_batch (supplier_id, created_at)
        where state <> 'done'`)
    this.addSql(`
      create table if not exists shipment (
        id text primary key,
        number text not null unique,
        crm_order_id text not null,
        shop_id text not null,
        supplier_id text not null references supplier (id),
        kind text not null check (kind in ('first', 'reship')),
        reships_id text references shipment (id),
        reship_reason text check (reship_reason in ('lost', 'damaged', 'returned', 'wrong')),
        insured boolean not null default false,
        state text not null check (state in (${STATES})),
        supplier_reference text,
        batch_id text references hand_over_batch (id),
        message text,
        tries integer not null default 0,
        handed_over_at timestamptz,
        answered_at timestamptz,
        shipped_at timestamptz,
        delivered_at timestamptz,
        last_news_at timestamptz,
        silence_told_at timestamptz,
        medusa_fulfillment_id text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`)
    this.addSql(`create index if not exists shipment_order on shipment (crm_order_id, created_at)`)
    this.addSql(
      `create index if not exists shipment_supplier on shipment (supplier_id, state, created_at)`
    )
    this.addSql(`
      create index if not exists shipment_open on shipment (state, handed_over_at)
        where state in ('planned', 'handing_over', 'taken', 'accepted', 'rejected')`)
    this.addSql(`
      create index if not exists shipment_travelling on shipment (last_news_at) where state = 'shipped'`)
    this.addSql(
      `create index if not exists shipment_batch on shipment (batch_id) where batch_id is not null`
    )
    this.addSql(`
      create table if not exists shipment_line (
        shipment_id text not null references shipment (id),
        position smallint not null,
        order_line_id text not null,
        sku text not null,
        supplier_sku text not null,
        name text not null,
        option text,
        quantity integer not null check (quantity > 0),
        cost numeric(20, 4),
        cost_currency text,
        primary key (shipment_id, position)
      )`)
    this.addSql(`
      create table if not exists supplier_exchange (
        id text primary key,
        supplier_id text not null references supplier (id),
        batch_id text,
        shipment_id text,
        at timestamptz not null,
        what text not null,
        outcome text not null,
        duration_ms integer not null
      )`)
    this.addSql(
      `create index if not exists supplier_exchange_at on supplier_exchange (supplier_id, at desc)`
    )
    // An answer file is read once: its name may come again with other bytes, its bytes under another name.
    this.addSql(`
      create table if not exists supplier_file (
        id text primary key,
        supplier_id text not null references supplier (id),
        path text not null,
        size integer not null,
        digest text not null,
        source text not null check (source in ('collected', 'uploaded')),
        rows integer not null default 0,
        applied integer not null default 0,
        faults jsonb not null default '[]',
        content bytea,
        actor_id text,
        received_at timestamptz not null default now(),
        finished_at timestamptz,
        unique (supplier_id, path, size, digest)
      )`)
    this.addSql(`
      create table if not exists tracking_number (
        id text primary key,
        shipment_id text references shipment (id),
        crm_order_id text not null,
        number text not null,
        carrier text,
        "check" text not null check ("check" in ('checked', 'unknown', 'overridden')),
        source text not null check (source in ('typed', 'import', 'callback', 'file', 'poll', 'answer')),
        actor_type text not null,
        actor_id text,
        sent_at timestamptz,
        removed_at timestamptz,
        removed_reason text,
        next_poll_at timestamptz,
        polls integer not null default 0,
        created_at timestamptz not null default now()
      )`)
    this.addSql(`
      create unique index if not exists tracking_number_live on tracking_number (number)
        where removed_at is null`)
    this.addSql(
      `create index if not exists tracking_number_order on tracking_number (crm_order_id, created_at)`
    )
    this.addSql(`
      create index if not exists tracking_number_poll on tracking_number (next_poll_at)
        where next_poll_at is not null and removed_at is null`)
    this.addSql(`
      create table if not exists tracking_event (
        id text primary key,
        tracking_number_id text not null references tracking_number (id),
        event_key text not null,
        tag text not null check (tag in (${TAGS})),
        at timestamptz not null,
        place text,
        words text,
        source text not null check (source in ('callback', 'poll', 'staff', 'supplier')),
        received_at timestamptz not null default now(),
        unique (tracking_number_id, event_key)
      )`)
    this.addSql(`
      create table if not exists tracking_import (
        id text primary key,
        name text not null,
        actor_id text,
        override boolean not null,
        send boolean not null,
        total integer not null,
        created_at timestamptz not null default now(),
        finished_at timestamptz
      )`)
    // `ok` null: its turn has not come yet.
    this.addSql(`
      create table if not exists tracking_import_row (
        import_id text not null references tracking_import (id),
        position integer not null,
        line integer not null,
        reference text not null,
        number text not null,
        carrier text,
        ok boolean,
        result text,
        crm_order_id text,
        primary key (import_id, position)
      )`)
    this.addSql(`
      create index if not exists tracking_import_row_open on tracking_import_row (import_id, position)
        where ok is null`)
    this.addSql(`
      create table if not exists shipping_callback (
        id text primary key,
        provider text not null,
        supplier_id text,
        crm_order_id text,
        address text,
        event_id text not null,
        event_type text not null default '',
        headers jsonb not null default '{}',
        body text not null,
        verified boolean not null,
        state text not null check (state in ('received', 'applied', 'ignored', 'failed')),
        reason text,
        deliveries integer not null default 1,
        tries integer not null default 0,
        received_at timestamptz not null default now(),
        finished_at timestamptz,
        unique (provider, event_id)
      )`)
    this.addSql(
      `create index if not exists shipping_callback_at on shipping_callback (received_at desc)`
    )
  }

  override async down(): Promise<void> {
    throw new Error("What was sent to customers is never dropped: restore a backup instead.")
  }
}
