import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insertRows } from "../../lib/insert-rows"
import { notFound, Problem, type FieldFault } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import type { ShippingRule } from "./types"

export type ShippingRulesVersion = {
  version: number
  note: string
  created_by: string | null
  created_at: Date
}

export type StoredShippingRules = ShippingRulesVersion & { rules: ShippingRule[] }

export type SaveRulesOptions = {
  by: string | null
  note: string
  /** The version that was changed: 0 when there was none. */
  expected_version: number
}

const VERSION_COLUMNS = ["version", "note", "created_by", "created_at"] as const

/** Who ships what, every version of it. A version is never changed: the newest one is in force. */
export class ShippingRules {
  constructor(protected readonly connection: Knex) {}

  /** The rules in force; version 0 without any when nobody has made some. */
  async current(transaction?: Transaction): Promise<{ version: number; rules: ShippingRule[] }> {
    const row: StoredShippingRules | undefined = await (transaction ?? this.connection)(
      "shipping_rules"
    )
      .select("version", "rules")
      .orderBy("version", "desc")
      .first()
    return row ? { version: row.version, rules: row.rules } : { version: 0, rules: [] }
  }

  /** Every version without its rules, the newest first. */
  async history(): Promise<ShippingRulesVersion[]> {
    return this.connection("shipping_rules").select(VERSION_COLUMNS).orderBy("version", "desc")
  }

  /** @throws Problem 404 */
  async readVersion(version: number): Promise<StoredShippingRules> {
    const row: StoredShippingRules | undefined = await this.connection("shipping_rules")
      .select(...VERSION_COLUMNS, "rules")
      .where({ version })
      .first()
    if (!row) {
      throw notFound("version of the rules")
    }
    return row
  }

  /**
   * Puts a new version in force.
   *
   * @returns its number
   * @throws Problem 409 `version_conflict` with `version`, when somebody else has saved in between
   */
  async save(
    transaction: Transaction,
    rules: readonly ShippingRule[],
    { by, note, expected_version }: SaveRulesOptions
  ): Promise<number> {
    const current = await this.current(transaction)
    const version = expected_version + 1
    // Of two who save at once the second waits for the first and then finds its number taken.
    const [saved] =
      current.version === expected_version
        ? await insertRows(
            transaction,
            "shipping_rules",
            [{ version, rules, note, created_by: by, created_at: new Date() }],
            "on conflict (version) do nothing returning version"
          )
        : []
    if (!saved) {
      throw new Problem(
        409,
        "version_conflict",
        "Somebody else has changed the rules in the meantime: look at theirs first.",
        { extra: { version: current.version } }
      )
    }
    return version
  }
}

/** What rules may name. */
export type ShippingRulesWorld = {
  supplierIds: readonly string[]
  shopIds: readonly string[]
  /** ISO 3166-1, two letters. */
  countries: ReadonlySet<string>
}

/** Everything in the rules that cannot be meant, each with its place; empty when they make sense. */
export const shippingRuleFaults = (
  rules: readonly ShippingRule[],
  { supplierIds, shopIds, countries }: ShippingRulesWorld
): FieldFault[] =>
  rules.flatMap((rule, index) => {
    const path = `rules.${index}`
    const faults: FieldFault[] = []
    if (!supplierIds.includes(rule.supplier_id)) {
      faults.push({ path: `${path}.supplier_id`, message: "There is no such supplier." })
    }
    rule.when.countries?.forEach((country, position) => {
      if (!countries.has(country)) {
        faults.push({
          path: `${path}.when.countries.${position}`,
          message: `${country} is not a country.`,
        })
      }
    })
    rule.when.shop_ids?.forEach((shopId, position) => {
      if (!shopIds.includes(shopId)) {
        faults.push({
          path: `${path}.when.shop_ids.${position}`,
          message: "There is no such shop.",
        })
      }
    })
    // The first rule that fits decides: one for everything leaves nothing to those after it.
    const shadowed = rules
      .slice(0, index)
      .some(
        (before) =>
          before.supplier_id === rule.supplier_id &&
          !before.when.countries?.length &&
          !before.when.skus?.length &&
          !before.when.shop_ids?.length
      )
    if (shadowed) {
      faults.push({
        path,
        message: "A rule of this supplier before it fits everything: this one would never be used.",
      })
    }
    return faults
  })
