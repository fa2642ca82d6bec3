import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * The stream stays append-only, with one exception that shows: what names a person in the data of an
 * event may be taken out when that person's data are erased, and the event then says `erased`.
 */
export class Migration20261122200420 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create or replace function crm_refuse_event_change() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and new.data @> '{"erased": true}' and not old.data @> '{"erased": true}'
            and to_jsonb(new) - 'data' = to_jsonb(old) - 'data' then
          return new;
        end if;
        raise exception '% on % is not possible: its rows are kept as they were written', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end $$`)
    this.addSql(`
      create or replace trigger crm_order_event_keeps_rows before update or delete on crm_order_event
        for each row execute function crm_refuse_event_change()`)
    this.addSql(`alter table crm_order_event enable always trigger crm_order_event_keeps_rows`)
  }

  override async down(): Promise<void> {
    throw new Error("Orders and their stream are never dropped: restore a backup instead.")
  }
}
