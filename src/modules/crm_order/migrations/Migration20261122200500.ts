import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Whether a manager's inquiry is still to be called about, and why, from the order's two statuses. */
const IS_WANTED = `(row.status = 'call_center'
  and row.call_center_status in ('new_inquiry', 'awaiting_response'))`
const wantedOf = (row: string): string => IS_WANTED.replaceAll("row.", `${row}.`)

/** Who waits for an answer is called the next day, unless somebody has planned another time. */
const dueOf = (row: string): string =>
  `case ${row}.call_center_status when 'awaiting_response' then now() + interval '1 day' else now() end`

const COLUMNS = "crm_order_id, kind, reason, time_zone, country, due_at, wanted, archived"

const valuesOf = (row: string): string =>
  `${row}.id, 'inquiry', ${row}.call_center_status, ${row}.details->'device'->>'timezone',
   ${row}.country, ${dueOf(row)}, true, ${row}.archived_at is not null`

/**
 * The calls that the call centre has to make: what a manager handed over (kept in step with the
 * order's statuses by a trigger, whatever moves the order) and customers who want to be called about
 * their next order.
 */
export class Migration20261122200500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists crm_order_call (
        crm_order_id text not null references crm_order (id),
        kind text not null check (kind in ('inquiry', 'refill')),
        reason text not null check
          (reason in ('call_back', 'new_inquiry', 'retry', 'awaiting_response', 'refill')),
        time_zone text,
        country text not null,
        due_at timestamptz not null,
        attempts integer not null default 0,
        unanswered integer not null default 0,
        last_result text,
        last_at timestamptz,
        claimed_by text,
        claimed_until timestamptz,
        wanted boolean not null default true,
        archived boolean not null default false,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (crm_order_id, kind)
      )`)
    this.addSql(`
      create index if not exists crm_order_call_next on crm_order_call (reason, due_at, crm_order_id)
        where wanted and not archived`)
    this.addSql(`
      create index if not exists crm_order_call_place
        on crm_order_call (country, coalesce(time_zone, '')) where wanted and not archived`)
    this.addSql(`
      create index if not exists crm_order_call_due on crm_order_call (due_at, crm_order_id)
        where wanted and not archived`)
    this.addSql(`
      create index if not exists crm_order_call_claimed on crm_order_call (claimed_by)
        where claimed_by is not null`)

    this.addSql(`
      create or replace function crm_plan_call() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and old.archived_at is distinct from new.archived_at then
          update crm_order_call set archived = new.archived_at is not null where crm_order_id = new.id;
        end if;
        if ${wantedOf("new")} then
          if tg_op = 'UPDATE' and old.status = new.status
            and old.call_center_status is not distinct from new.call_center_status then
            return null;
          end if;
          insert into crm_order_call (${COLUMNS}) values (${valuesOf("new")})
          on conflict (crm_order_id, kind) do update
            set reason = excluded.reason, due_at = excluded.due_at, wanted = true,
                archived = excluded.archived, claimed_by = null, claimed_until = null,
                attempts = case excluded.reason when 'new_inquiry' then 0 else crm_order_call.attempts end,
                unanswered = 0,
                last_result = case excluded.reason when 'new_inquiry' then null else crm_order_call.last_result end,
                last_at = case excluded.reason when 'new_inquiry' then null else crm_order_call.last_at end,
                updated_at = now();
        else
          update crm_order_call
             set wanted = false, claimed_by = null, claimed_until = null, updated_at = now()
           where crm_order_id = new.id and kind = 'inquiry' and wanted;
        end if;
        return null;
      end $$`)
    // Of other orders, and there are many more of them, the trigger does not even begin.
    this.addSql(`
      create or replace trigger crm_order_call_new after insert on crm_order
        for each row when (new.call_center_status is not null) execute function crm_plan_call()`)
    this.addSql(`
      create or replace trigger crm_order_call_changed
        after update of status, call_center_status, archived_at on crm_order
        for each row when (new.call_center_since is not null) execute function crm_plan_call()`)

    this.addSql(`alter table crm_order enable always trigger crm_order_call_new`)
    this.addSql(`alter table crm_order enable always trigger crm_order_call_changed`)

    this.addSql(`
      insert into crm_order_call (${COLUMNS})
      select ${valuesOf("crm_order")} from crm_order
       where call_center_since is not null and ${wantedOf("crm_order")}
      on conflict do nothing`)
    // Customers who were to be called before there was a queue. A new database has no such table yet.
    this.addSql(`
      do $$
      begin
        if to_regclass('refill_reminder') is not null then
          insert into crm_order_call (${COLUMNS})
          select id, 'refill', 'refill', details->'device'->>'timezone', country, now(), true,
                 archived_at is not null
            from crm_order
           where id in (select crm_order_id from refill_reminder where state = 'call_due')
          on conflict do nothing;
          update crm_order set call_center_since = now()
           where call_center_since is null
             and id in (select crm_order_id from refill_reminder where state = 'call_due');
        end if;
      end $$`)
  }

  override async down(): Promise<void> {
    throw new Error(
      "Orders and what is to be done with them are never dropped: restore a backup instead."
    )
  }
}
