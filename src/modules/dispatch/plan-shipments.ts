import type { CatalogueRow, ShippingRule } from "./types"

/**
 * Who ships what of an order: pure. An order is handed over whole or not at all; of each line one
 * supplier is chosen, and the lines of one supplier are one parcel.
 */

/** A line of an order that has to be shipped. */
export type LineToShip = {
  order_line_id: string
  sku: string
  name: string
  option: string | null
  quantity: number
}

export type OrderToShip = {
  id: string
  shop_id: string
  /** Of the shipping address: ISO 3166-1, two letters. */
  country: string
  lines: readonly LineToShip[]
}

export type SupplierChoice = { id: string; name: string; active: boolean }

/** Everything the plan looks at, with the stock as it is after what has been planned before. */
export type DispatchWorld = {
  suppliers: ReadonlyMap<string, SupplierChoice>
  catalogue: CatalogueIndex
  rules: readonly ShippingRule[]
}

export const STAY_CODES = [
  "no_sku",
  "unknown_sku",
  "inactive",
  "not_to_country",
  "out_of_stock",
] as const
export type StayCode = (typeof STAY_CODES)[number]

/** Why a line cannot be shipped by anybody. */
export type LineRefusal = { order_line_id: string; sku: string; code: StayCode }

export type PlannedLine = LineToShip & {
  supplier_sku: string
  cost: string | null
  cost_currency: string | null
  /** The row of the catalogue, of which stock is taken. */
  product_id: string
}

export type PlannedParcel = { supplier_id: string; lines: PlannedLine[] }

export type ShippingPlan =
  { ok: true; parcels: PlannedParcel[] } | { ok: false; refusals: LineRefusal[] }

const keyOf = (shopId: string | null, sku: string): string => `${shopId ?? "*"}\n${sku}`

/**
 * The catalogue's rows by shop and SKU, and what of their stock is left. A plan takes from it, so that
 * of many orders planned together no two get the same piece.
 */
export class CatalogueIndex {
  readonly #rows = new Map<string, CatalogueRow[]>()
  readonly #left = new Map<string, number | null>()

  constructor(rows: readonly CatalogueRow[]) {
    this.#add(rows)
  }

  /** Takes in the rows of another that are not known here: known ones keep what is left of them. */
  with(other: CatalogueIndex): this {
    this.#add([...other.#rows.values()].flat().filter(({ id }) => !this.#left.has(id)))
    return this
  }

  #add(rows: readonly CatalogueRow[]): void {
    for (const row of rows) {
      const key = keyOf(row.shop_id, row.sku)
      this.#rows.set(key, [...(this.#rows.get(key) ?? []), row])
      this.#left.set(row.id, row.stock)
    }
  }

  /** Who has the SKU for this shop: a supplier's row for the shop itself goes before that for all. */
  candidates(shopId: string, sku: string): CatalogueRow[] {
    const own = this.#rows.get(keyOf(shopId, sku)) ?? []
    const common = this.#rows.get(keyOf(null, sku)) ?? []
    const known = new Set(own.map(({ supplier_id }) => supplier_id))
    return [...own, ...common.filter(({ supplier_id }) => !known.has(supplier_id))]
  }

  /** Null: he does not say how many he has. */
  left(productId: string): number | null {
    return this.#left.get(productId) ?? null
  }

  /** Takes pieces away; returns nothing because what is not counted has no end. */
  take(productId: string, quantity: number): void {
    const left = this.left(productId)
    if (left !== null) {
      this.#left.set(productId, left - quantity)
    }
  }
}

/** What a supplier without any rule of his own is worth: behind everybody whom a rule prefers. */
export const USUAL_PRIORITY = 100

const fits = (
  { when }: ShippingRule,
  { country, shop_id }: Pick<OrderToShip, "country" | "shop_id">,
  sku: string
): boolean =>
  (!when.countries?.length || when.countries.includes(country)) &&
  (!when.shop_ids?.length || when.shop_ids.includes(shop_id)) &&
  (!when.skus?.length || when.skus.includes(sku))

/**
 * How much a supplier is preferred for a line: the priority of the first rule that fits, lower is
 * better. Null: he has rules, and none of them fits, so he does not ship it.
 */
export const priorityOf = (
  rules: readonly ShippingRule[],
  supplierId: string,
  order: Pick<OrderToShip, "country" | "shop_id">,
  sku: string
): number | null => {
  const own = rules.filter(({ supplier_id }) => supplier_id === supplierId)
  if (own.length === 0) {
    return USUAL_PRIORITY
  }
  return own.find((rule) => fits(rule, order, sku))?.priority ?? null
}

type Candidate = { row: CatalogueRow; priority: number; name: string }

/** Costs in different currencies cannot be compared: then they count as equal. */
const byCost = (one: CatalogueRow, other: CatalogueRow): number =>
  one.cost === null ||
  other.cost === null ||
  (one.cost_currency ?? "") !== (other.cost_currency ?? "")
    ? Number(one.cost === null) - Number(other.cost === null)
    : Number(one.cost) - Number(other.cost)

const better = (one: Candidate, other: Candidate): number =>
  one.priority - other.priority ||
  byCost(one.row, other.row) ||
  one.name.localeCompare(other.name, "en") ||
  one.row.id.localeCompare(other.row.id, "en")

const chooseFor = (
  line: LineToShip,
  order: OrderToShip,
  { suppliers, catalogue, rules }: DispatchWorld,
  /** What this order takes already. */
  taken: ReadonlyMap<string, number>
): CatalogueRow | StayCode => {
  if (line.sku.trim() === "") {
    return "no_sku"
  }
  const rows = catalogue.candidates(order.shop_id, line.sku)
  if (rows.length === 0) {
    return "unknown_sku"
  }
  const active = rows.filter((row) => row.active && suppliers.get(row.supplier_id)?.active)
  if (active.length === 0) {
    return "inactive"
  }
  const willing = active.flatMap((row): Candidate[] => {
    const priority = priorityOf(rules, row.supplier_id, order, line.sku)
    return priority === null
      ? []
      : [{ row, priority, name: suppliers.get(row.supplier_id)?.name ?? "" }]
  })
  if (willing.length === 0) {
    return "not_to_country"
  }
  const able = willing.filter(({ row }) => {
    const left = catalogue.left(row.id)
    return left === null || left - (taken.get(row.id) ?? 0) >= line.quantity
  })
  const [best] = able.sort(better)
  return best?.row ?? "out_of_stock"
}

/**
 * Plans an order. What it takes of the suppliers' stock is gone for the plans after it, but only if
 * all of the order can be shipped.
 */
export const planShipments = (order: OrderToShip, world: DispatchWorld): ShippingPlan => {
  const taken = new Map<string, number>()
  const refusals: LineRefusal[] = []
  const parcels = new Map<string, PlannedLine[]>()
  for (const line of order.lines) {
    const choice = chooseFor(line, order, world, taken)
    if (typeof choice === "string") {
      refusals.push({ order_line_id: line.order_line_id, sku: line.sku, code: choice })
      continue
    }
    taken.set(choice.id, (taken.get(choice.id) ?? 0) + line.quantity)
    const { supplier_id, supplier_sku, cost, cost_currency, id } = choice
    parcels.set(supplier_id, [
      ...(parcels.get(supplier_id) ?? []),
      { ...line, supplier_sku, cost, cost_currency, product_id: id },
    ])
  }
  if (refusals.length > 0) {
    return { ok: false, refusals }
  }
  taken.forEach((quantity, productId) => world.catalogue.take(productId, quantity))
  return {
    ok: true,
    parcels: [...parcels].map(([supplier_id, lines]) => ({ supplier_id, lines })),
  }
}

const WORDS: Record<StayCode, (skus: string, country: string) => string> = {
  no_sku: () => "A line of the order has no SKU, so nobody can be asked to ship it.",
  unknown_sku: (skus) => `No supplier's catalogue has ${skus}.`,
  inactive: (skus) => `Nobody who has ${skus} is in use just now.`,
  not_to_country: (skus, country) => `Nobody ships ${skus} to ${country}.`,
  out_of_stock: (skus) => `Nobody has enough of ${skus} in stock.`,
}

/** Why an order stays, in one sentence per reason. */
export const refusalWords = (refusals: readonly LineRefusal[], country: string): string =>
  STAY_CODES.flatMap((code) => {
    const skus = refusals.filter((one) => one.code === code).map(({ sku }) => sku)
    return skus.length > 0 ? [WORDS[code]([...new Set(skus)].join(", "), country)] : []
  }).join(" ")
