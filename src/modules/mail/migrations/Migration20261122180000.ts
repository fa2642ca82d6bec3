import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const STATES = `'queued', 'sending', 'deferred', 'broken', 'sent', 'failed', 'bounced', 'cancelled',
  'suppressed', 'skipped'`

/**
 * Letters to customers. A message is a row of the transaction that is its cause, and the row is its own
 * place in the queue; what it says (personal) is apart and can be erased.
 */
export class Migration20261122180000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists mail_account (
        id text primary key,
        name text not null,
        host text not null,
        port integer not null check (port between 1 and 65535),
        security text not null check (security in ('tls', 'starttls', 'none')),
        username text,
        max_connections smallint not null default 5 check (max_connections between 1 and 50),
        rate_per_second numeric check (rate_per_second > 0),
        is_default boolean not null default false,
        active boolean not null default true,
        from_environment boolean not null default false,
        resting_until timestamptz,
        trouble text,
        trouble_since timestamptz,
        tokens numeric not null default 1,
        tokens_at timestamptz not null default now(),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`)
    this.addSql(`
      create unique index if not exists mail_account_default on mail_account (is_default)
        where is_default`)
    this.addSql(`
      create table if not exists mail_shop (
        shop_id text primary key,
        from_name text,
        from_address text,
        reply_to text,
        account_id text references mail_account (id),
        payment_reminder_hours integer check (payment_reminder_hours between 1 and 720),
        updated_by text,
        updated_at timestamptz not null default now()
      )`)
    this.addSql(`
      create table if not exists mail_setting (
        id text primary key default 'only' check (id = 'only'),
        hold_all boolean not null default false,
        changed_by text,
        changed_at timestamptz not null default now()
      )`)
    this.addSql(`insert into mail_setting (id) values ('only') on conflict do nothing`)
    // '*' stands for all shops: a key cannot hold nothing.
    this.addSql(`
      create table if not exists mail_switch (
        shop_id text not null,
        kind text not null,
        send boolean not null,
        hold_seconds integer not null check (hold_seconds between 0 and 86400),
        changed_by text,
        changed_at timestamptz not null default now(),
        primary key (shop_id, kind)
      )`)
    this.addSql(`
      create table if not exists mail_template (
        kind text not null,
        shop_id text not null,
        language text not null,
        version integer not null check (version > 0),
        subject text,
        body text,
        text text,
        note text not null default '',
        created_by text,
        created_at timestamptz not null default now(),
        primary key (kind, shop_id, language, version)
      )`)
    this.addSql(`
      create table if not exists mail_message (
        id text primary key,
        crm_order_id text,
        shop_id text not null,
        kind text not null,
        cause text not null,
        language text not null,
        state text not null check (state in (${STATES})),
        reason text,
        due_at timestamptz not null,
        tries integer not null default 0,
        account_id text,
        claimed_by text,
        lease_until timestamptz,
        internet_message_id text not null unique,
        answer text,
        data jsonb not null default '{}',
        note text,
        actor_type text not null,
        actor_id text,
        created_at timestamptz not null default now(),
        sent_at timestamptz,
        updated_at timestamptz not null default now(),
        unique (cause, kind)
      )`)
    this.addSql(`
      create index if not exists mail_message_due on mail_message (due_at)
        where state in ('queued', 'deferred')`)
    this.addSql(`
      create index if not exists mail_message_lease on mail_message (lease_until)
        where state = 'sending'`)
    this.addSql(`
      create index if not exists mail_message_order on mail_message (crm_order_id, created_at)`)
    this.addSql(`
      create index if not exists mail_message_state on mail_message (state, created_at desc, id desc)`)
    this.addSql(`
      create index if not exists mail_message_created on mail_message (created_at desc, id desc)`)
    this.addSql(`
      create table if not exists mail_content (
        message_id text primary key references mail_message (id),
        from_address text not null,
        to_address text not null,
        reply_to text,
        subject text not null,
        html text not null,
        text text not null,
        headers jsonb not null default '{}',
        template jsonb not null,
        created_at timestamptz not null default now()
      )`)
    this.addSql(`create index if not exists mail_content_to on mail_content (lower(to_address))`)
    this.addSql(`
      create table if not exists mail_try (
        message_id text not null references mail_message (id),
        number integer not null,
        at timestamptz not null,
        account_id text not null,
        outcome text not null check (outcome in ('sent', 'deferred', 'failed', 'unclear')),
        code integer,
        enhanced_code text,
        answer text not null,
        duration_ms integer not null,
        primary key (message_id, number)
      )`)
    this.addSql(`create index if not exists mail_try_at on mail_try (at)`)
    this.addSql(`
      create table if not exists mail_suppression (
        address text primary key,
        reason text not null check (reason in ('bounced', 'complained', 'by_hand')),
        message_id text,
        note text,
        created_by text,
        created_at timestamptz not null default now(),
        removed_at timestamptz,
        removed_by text,
        removed_because text
      )`)
    this.addSql(`
      create table if not exists mail_unsubscribe (
        shop_id text not null,
        address text not null,
        via text not null check (via in ('one_click', 'page', 'staff')),
        at timestamptz not null default now(),
        primary key (shop_id, address)
      )`)
    this.addSql(`
      create table if not exists refill_reminder (
        crm_order_id text primary key,
        shop_id text not null,
        customer_id text not null,
        via text not null check (via in ('email', 'phone')),
        period_days integer not null,
        due_at timestamptz not null,
        state text not null default 'waiting'
          check (state in ('waiting', 'sent', 'call_due', 'called', 'cancelled')),
        reason text,
        note text,
        finished_by text,
        finished_at timestamptz,
        created_at timestamptz not null default now()
      )`)
    this.addSql(`
      create index if not exists refill_reminder_due on refill_reminder (due_at)
        where state = 'waiting'`)
    this.addSql(`
      create index if not exists refill_reminder_customer on refill_reminder (customer_id)
        where state in ('waiting', 'call_due')`)
  }

  override async down(): Promise<void> {
    throw new Error("What customers were told is never dropped: restore a backup instead.")
  }
}
