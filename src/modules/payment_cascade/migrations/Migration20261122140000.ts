import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Processor accounts and their fees, policies, attempts, money facts, exchanges, callbacks. Written by
 * hand: what keeps money from moving twice is in partial indexes and triggers.
 */
export class Migration20261122140000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists processor_account (
        id text primary key,
        processor text not null,
        name text not null unique,
        methods text[] not null,
        base_url text not null default '',
        settings jsonb not null default '{}',
        echeck_approved_when text not null default 'settled'
          check (echeck_approved_when in ('accepted', 'settled')),
        active boolean not null default true,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`)
    // Money that was paid past every processor: cash, a bank transfer.
    this.addSql(`
      insert into processor_account (id, processor, name, methods)
      values ('pacc_outside', 'outside', 'Outside', '{}') on conflict do nothing`)

    this.addSql(`
      create table if not exists fee_rule (
        id text primary key,
        account_id text not null references processor_account (id),
        percent numeric(7, 4) not null check (percent >= 0 and percent <= 100),
        fixed numeric(20, 4) not null default 0 check (fixed >= 0),
        chargeback_fee numeric(20, 4) not null default 0 check (chargeback_fee >= 0),
        currency text not null,
        refund_returns_fee boolean not null default false,
        valid_from timestamptz not null,
        created_by text null,
        created_at timestamptz not null default now(),
        unique (account_id, valid_from)
      )`)

    this.addSql(`
      create table if not exists payment_policy (
        kind text not null check (kind in ('routing', 'codes')),
        version integer not null check (version > 0),
        body jsonb not null,
        note text null,
        created_by text null,
        created_at timestamptz not null default now(),
        primary key (kind, version)
      )`)

    this.addSql(`
      create table if not exists payment_attempt (
        id text primary key,
        crm_order_id text not null,
        number integer not null check (number > 0),
        kind text not null check (kind in ('charge', 'refund')),
        way text not null check (way in ('direct', 'link', 'outside')),
        parent_id text null references payment_attempt (id),
        account_id text not null references processor_account (id),
        processor text not null,
        method text not null check (method in ('credit_card', 'paypal', 'crypto', 'echeck')),
        actor_type text not null check (actor_type in ('staff', 'shop', 'system')),
        actor_id text null,
        cause text null,
        amount numeric(20, 4) not null check (amount > 0),
        currency text not null,
        state text not null check (state in
          ('created', 'sending', 'unknown', 'pending', 'approved', 'declined')),
        initiation text null check (initiation in ('customer', 'stored', 'mail_or_telephone')),
        payment_id text null,
        capture_id text null,
        network_transaction_id text null,
        card_id text null,
        card_fingerprint text null,
        card_brand text null,
        with_cvv boolean null,
        code text null,
        category text null,
        next text null,
        message text null,
        advice_code text null,
        redirect_url text null,
        expires_at timestamptz null,
        plan jsonb null,
        checks integer not null default 0,
        next_check_at timestamptz null,
        created_at timestamptz not null default clock_timestamp(),
        sent_at timestamptz null,
        finished_at timestamptz null,
        unique (crm_order_id, number),
        check (kind = 'charge' or parent_id is not null),
        check ((state in ('approved', 'declined')) = (finished_at is not null))
      )`)
    // Exactly one charge: at most one call that moves money is in flight per order.
    this.addSql(`
      create unique index if not exists payment_attempt_in_flight
        on payment_attempt (crm_order_id) where state in ('created', 'sending', 'unknown')`)
    this.addSql(`
      create index if not exists payment_attempt_to_check
        on payment_attempt (next_check_at) where next_check_at is not null`)
    this.addSql(`
      create index if not exists payment_attempt_payment
        on payment_attempt (account_id, payment_id) where payment_id is not null`)
    this.addSql(`
      create index if not exists payment_attempt_card
        on payment_attempt (card_fingerprint, sent_at) where card_fingerprint is not null`)
    this.addSql(
      `create index if not exists payment_attempt_account on payment_attempt (account_id, created_at)`
    )

    // A state only moves forward, and what is final stays as it is.
    this.addSql(`
      create or replace function payment_attempt_moves_forward() returns trigger language plpgsql as $$
      declare
        ranks constant text[] := array['created', 'sending', 'unknown', 'pending'];
      begin
        if old.state in ('approved', 'declined') then
          raise exception 'attempt % is final', old.id using errcode = 'restrict_violation';
        end if;
        if new.state not in ('approved', 'declined')
            and array_position(ranks, new.state) < array_position(ranks, old.state) then
          raise exception 'attempt % cannot go from % back to %', old.id, old.state, new.state
            using errcode = 'restrict_violation';
        end if;
        if new.id <> old.id or new.crm_order_id <> old.crm_order_id or new.kind <> old.kind
            or new.account_id <> old.account_id or new.amount <> old.amount
            or new.currency <> old.currency then
          raise exception 'attempt % is for what it was made for', old.id
            using errcode = 'restrict_violation';
        end if;
        return new;
      end $$`)
    this.addSql(`
      create or replace trigger payment_attempt_forward before update on payment_attempt
        for each row execute function payment_attempt_moves_forward()`)
    this.addSql(`alter table payment_attempt enable always trigger payment_attempt_forward`)

    this.addSql(`
      create table if not exists payment_fact (
        id text primary key,
        crm_order_id text not null,
        attempt_id text not null references payment_attempt (id),
        account_id text not null references processor_account (id),
        kind text not null check (kind in
          ('captured', 'refunded', 'refund_reversed', 'charged_back', 'chargeback_reversed', 'returned')),
        amount numeric(20, 4) not null check (amount > 0),
        currency text not null,
        fee numeric(20, 4) null,
        fee_currency text null,
        processor_ref text not null,
        source text not null check (source in ('answer', 'query', 'callback', 'staff')),
        at timestamptz not null default clock_timestamp(),
        unique (account_id, kind, processor_ref)
      )`)
    this.addSql(`create index if not exists payment_fact_order on payment_fact (crm_order_id, at)`)

    this.addSql(`
      create table if not exists payment_exchange (
        id text primary key,
        attempt_id text not null references payment_attempt (id),
        purpose text not null,
        method text not null,
        url text not null,
        request jsonb null,
        response_status integer null,
        response jsonb null,
        error text null,
        started_at timestamptz not null,
        duration_ms integer not null
      )`)
    this.addSql(`
      create index if not exists payment_exchange_attempt on payment_exchange (attempt_id, started_at)`)

    this.addSql(`
      create table if not exists payment_callback (
        id text primary key,
        processor text not null,
        account_id text not null references processor_account (id),
        event_id text not null,
        event_type text not null,
        headers jsonb not null,
        body text not null,
        state text not null default 'received'
          check (state in ('received', 'applied', 'ignored', 'failed')),
        reason text null,
        attempt_id text null references payment_attempt (id),
        crm_order_id text null,
        tries integer not null default 0,
        deliveries integer not null default 1,
        received_at timestamptz not null default clock_timestamp(),
        finished_at timestamptz null,
        unique (processor, account_id, event_id)
      )`)
    this.addSql(`
      create index if not exists payment_callback_order
        on payment_callback (crm_order_id, received_at) where crm_order_id is not null`)
    this.addSql(
      `create index if not exists payment_callback_received on payment_callback (received_at desc)`
    )
    this.addSql(`
      create index if not exists payment_callback_failed
        on payment_callback (received_at desc) where state = 'failed'`)
    // Whose signature is wrong is kept apart, and no more of it than a person would look at.
    this.addSql(`
      create table if not exists unverified_callback (
        id text primary key,
        processor text not null,
        headers jsonb not null,
        body text not null,
        reason text not null,
        address text null,
        received_at timestamptz not null default clock_timestamp()
      )`)
    this.addSql(`
      create index if not exists unverified_callback_received
        on unverified_callback (received_at desc)`)

    for (const [table, operations] of [
      ["payment_attempt", "delete"],
      ["payment_fact", "update or delete"],
      ["payment_exchange", "update or delete"],
      ["payment_policy", "update or delete"],
      ["fee_rule", "update or delete"],
    ]) {
      this.addSql(`
        create or replace function payment_refuse_change() returns trigger language plpgsql as $$
        begin
          raise exception '% on % is not possible: its rows are kept as they were written', tg_op, tg_table_name
            using errcode = 'restrict_violation';
        end $$`)
      this.addSql(`
        create or replace trigger ${table}_keeps_rows before ${operations} on ${table}
          for each row execute function payment_refuse_change()`)
      this.addSql(`
        create or replace trigger ${table}_keeps_table before truncate on ${table}
          for each statement execute function payment_refuse_change()`)
      this.addSql(`alter table ${table} enable always trigger ${table}_keeps_rows`)
      this.addSql(`alter table ${table} enable always trigger ${table}_keeps_table`)
    }
  }

  override async down(): Promise<void> {
    throw new Error("Attempts and money facts are never dropped: restore a backup instead.")
  }
}
