import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Transaction } from "../../lib/unit-of-work"

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex }

/** One dated rate: how many US dollars one unit of the currency is worth, as a decimal string. */
export type ExchangeRate = {
  id: string
  currency: string
  usd_per_unit: string
  as_of: string
  source: string
}

/** What one euro buys on a day, by currency; the US dollar has to be among them. */
export type DayOfRates = { as_of: string; source: string; units_per_euro: Record<string, string> }

/** The latest attempt to get newer rates; `error` is null when it went well. */
export type RateRefresh = { tried_at: Date; error: string | null }

/** Rates change once a day; a minute is fresh enough and spares a query for every order. */
const CACHE_MS = 60_000

/** Dated exchange rates to US dollars. Rows are only ever added. */
class ExchangeRateModuleService {
  protected readonly connection: Knex
  protected readonly cache = new Map<string, { rate: ExchangeRate; until: number }>()

  constructor(dependencies: Dependencies) {
    this.connection = dependencies[ContainerRegistrationKeys.PG_CONNECTION]
  }

  /** The newest rate of a currency, or null when there is none: nobody may then assume 1.0. */
  async findRate(currency: string): Promise<ExchangeRate | null> {
    const cached = this.cache.get(currency)
    if (cached && cached.until > Date.now()) {
      return cached.rate
    }
    const rate = await this.rates().where({ currency }).orderBy("as_of", "desc").first()
    if (rate) {
      this.cache.set(currency, { rate, until: Date.now() + CACHE_MS })
    }
    return rate ?? null
  }

  /**
   * Adds a day's rates; a day that is there already stays as it is. Orders that froze an older rate
   * keep it.
   *
   * @returns how many rates are new
   */
  async addRates(
    transaction: Transaction,
    { as_of, source, units_per_euro }: DayOfRates
  ): Promise<number> {
    const result = await transaction.raw<{ rowCount: number }>(
      `insert into exchange_rate (id, currency, usd_per_unit, as_of, source)
       select 'rate_' || lower(currency) || '_' || ?::text, currency,
              round(?::numeric / units::numeric, 12), ?::date, ?::text
         from jsonb_each_text(?::jsonb) as day (currency, units)
       on conflict do nothing`,
      [as_of, units_per_euro.USD, as_of, source, JSON.stringify(units_per_euro)]
    )
    return result.rowCount
  }

  /** Makes this process read the rates anew; to be called after the commit of new ones. */
  async forgetCached(): Promise<void> {
    this.cache.clear()
  }

  /** Keeps how the latest refresh went: the error, or null when it went well. */
  async recordRefresh(error: string | null): Promise<void> {
    await this.connection.raw(
      `insert into exchange_rate_refresh (error) values (?)
       on conflict (only_row) do update set tried_at = now(), error = excluded.error`,
      [error]
    )
  }

  /** The day and source of the newest rates, and how the latest refresh went. */
  async readFreshness(): Promise<{
    newest: { as_of: string; source: string } | null
    refresh: RateRefresh | null
  }> {
    const [newest, refresh] = await Promise.all([
      this.rates().orderBy("as_of", "desc").first(),
      this.connection("exchange_rate_refresh").select("tried_at", "error").first(),
    ])
    return { newest: newest ?? null, refresh: refresh ?? null }
  }

  /** A rate by its id, e.g. the one that an order froze. */
  async readRate(id: string): Promise<ExchangeRate | null> {
    return (await this.rates().where({ id }).first()) ?? null
  }

  private rates() {
    return this.connection("exchange_rate").select<ExchangeRate[]>(
      "id",
      "currency",
      this.connection.raw("usd_per_unit::text as usd_per_unit"),
      this.connection.raw("to_char(as_of, 'YYYY-MM-DD') as as_of"),
      "source"
    )
  }
}

export default ExchangeRateModuleService
