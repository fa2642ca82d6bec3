import { readFile } from "node:fs/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { unitOfWork } from "../lib/unit-of-work"
import { DISPATCH_MODULE } from "../modules/dispatch"
import type { NewCatalogueRow } from "../modules/dispatch/catalogue"
import type DispatchModuleService from "../modules/dispatch/service"
import type { ShippingRule } from "../modules/dispatch/types"
import { changeSupplier, createSupplier } from "../workflows/dispatch/save-supplier"
import { CATALOGUE } from "./generate/catalogue"

/** What integration-tests/simulators/run.mjs prints of suppliers: where they are and what they want. */
const simulatorsFile = z.object({
  suppliers: z
    .array(
      z.object({
        id: z.string(),
        provider: z.string(),
        name: z.string(),
        settings: z.record(z.string(), z.unknown()).default({}),
        secrets: z.record(z.string(), z.string()).default({}),
      })
    )
    .default([]),
})

type DemoSupplier = z.infer<typeof simulatorsFile>["suppliers"][number]

/** How a kind of supplier calls the shops' products, and what he takes for them: a share of the price. */
const IN_HIS_WORDS: Readonly<Record<string, { prefix: string; cost_share: number }>> = {
  rest: { prefix: "WH-", cost_share: 0.4 },
  csv_sftp: { prefix: "DEP-", cost_share: 0.35 },
  csv_email: { prefix: "PH-", cost_share: 0.45 },
  manual: { prefix: "CS-", cost_share: 0.5 },
}

/** Who has which products: so that every kind has some, and some orders need two suppliers. */
const HAS: Readonly<Record<string, readonly string[]>> = {
  rest: ["0EK345", "0OM902", "0MG118", "0VD310"],
  csv_sftp: ["0ZN207", "0AS551", "0CU412", "0EK345"],
  csv_email: ["0PR833", "0CO644", "0ML090"],
  manual: ["0GI275", "0SP118", "0QT701"],
}

const COST_PLACES = 2

const catalogueOf = ({ id, provider }: DemoSupplier): NewCatalogueRow[] => {
  const words = IN_HIS_WORDS[provider]
  return CATALOGUE.filter(({ sku }) => words && HAS[provider]?.includes(sku)).map(
    ({ sku, price_usd }) => ({
      shop_id: null,
      sku,
      supplier_id: id,
      supplier_sku: `${words.prefix}${sku}`,
      cost: (price_usd * words.cost_share).toFixed(COST_PLACES),
      cost_currency: "USD",
      stock: null,
      active: true,
    })
  )
}

/** The depot sends what both have to Great Britain; everything else goes by who has it. */
const demoRules = (suppliers: readonly DemoSupplier[]): ShippingRule[] =>
  suppliers.flatMap(({ id, provider }): ShippingRule[] =>
    provider === "csv_sftp"
      ? [
          { supplier_id: id, priority: 10, when: { countries: ["GB"] } },
          { supplier_id: id, priority: 60, when: {} },
        ]
      : [{ supplier_id: id, priority: 50, when: {} }]
  )

/** Enters the supplier, or brings the existing one to where its simulator is now. */
const welcomeSupplier = async (
  container: MedusaContainer,
  { id, provider, name, settings, secrets }: DemoSupplier
): Promise<void> => {
  const { suppliers, catalogue }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const known = (await suppliers.list()).find((supplier) => supplier.id === id)
  if (known) {
    // Columns and words that somebody has entered stay; only the simulator's own settings move.
    await changeSupplier(
      container,
      id,
      { settings: { ...known.settings, ...settings } },
      secrets,
      null
    )
    return
  }
  await createSupplier(
    container,
    { id, provider, name, settings, silent_after_hours: 24 },
    secrets,
    null
  )
  await unitOfWork(container, (transaction) =>
    catalogue.importRows(transaction, catalogueOf({ id, provider, name, settings, secrets }))
  )
}

/**
 * Gives the demo a supplier of every kind with a catalogue, and rules who ships what when there are
 * none yet. What somebody has changed stays as it is.
 *
 * @param file what the simulators have printed
 * @throws Error when the file cannot be read or is not what they print
 */
export const seedDemoSuppliers = async (
  container: MedusaContainer,
  file: string
): Promise<void> => {
  const { suppliers } = simulatorsFile.parse(JSON.parse(await readFile(file, "utf8")))
  for (const supplier of suppliers) {
    await welcomeSupplier(container, supplier)
  }
  const { rules }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  if (suppliers.length > 0 && (await rules.current()).version === 0) {
    await unitOfWork(container, (transaction) =>
      rules.save(transaction, demoRules(suppliers), {
        by: null,
        note: "The demo's first rules",
        expected_version: 0,
      })
    )
  }
}
