import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * What was said to a processor and what it answered stays as it was, with one exception: when a
 * person's data are erased, both are replaced by the mark of that.
 */
export class Migration20261122200430 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create or replace function payment_refuse_exchange_change() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and new.request = '{"erased": true}' and new.response = '{"erased": true}'
            and new.error is null and to_jsonb(new) - array['request', 'response', 'error']
              = to_jsonb(old) - array['request', 'response', 'error'] then
          return new;
        end if;
        raise exception '% on % is not possible: its rows are kept as they were written', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end $$`)
    this.addSql(`
      create or replace trigger payment_exchange_keeps_rows before update or delete on payment_exchange
        for each row execute function payment_refuse_exchange_change()`)
    this.addSql(`alter table payment_exchange enable always trigger payment_exchange_keeps_rows`)
  }

  override async down(): Promise<void> {
    throw new Error("Attempts and money facts are never dropped: restore a backup instead.")
  }
}
