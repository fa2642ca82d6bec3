import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { SHIPPED_RATES } from "../shipped-rates"

/** Dated rates to US dollars, append-only, with a first set that ships with the product. */
export class Migration20261122100300 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists exchange_rate (
        id text primary key,
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        usd_per_unit numeric(24, 12) not null check (usd_per_unit > 0),
        as_of date not null,
        source text not null,
        created_at timestamptz not null default now(),
        unique (currency, as_of, source)
      )`)
    const { as_of, source, units_per_euro } = SHIPPED_RATES
    for (const [currency, units] of Object.entries(units_per_euro)) {
      this.addSql(`
        insert into exchange_rate (id, currency, usd_per_unit, as_of, source)
        values ('rate_${currency.toLowerCase()}_${as_of}', '${currency}',
                round(${units_per_euro.USD}::numeric / ${units}::numeric, 12), '${as_of}', '${source}')
        on conflict do nothing`)
    }
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists exchange_rate`)
  }
}
