import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createRegionsWorkflow, updateStoresWorkflow } from "@medusajs/medusa/core-flows"
import { enqueue } from "../lib/enqueue"
import { readEnvironment } from "../lib/environment"
import { unitOfWork } from "../lib/unit-of-work"
import { EXCHANGE_RATE_MODULE } from "../modules/exchange_rate"
import type ExchangeRateModuleService from "../modules/exchange_rate/service"
import { keepEnvironmentAccount } from "../workflows/mail/keep-environment-account"
import { applyLayouts } from "./apply-layouts"
import { SALES_REGIONS } from "./sales-regions"

const STORE_NAME = "T3 CRM"

/** What Medusa calls a store that nobody has named yet. */
const UNNAMED_STORE = "Medusa Store"

/**
 * What every installation needs before its first order, the demo or not: the store's name (the
 * staff's pages show it), its currencies, a region per currency, what each role sees, the mail server of
 * SMTP_URL, and exchange rates of today. Does nothing where it has been done; what a person has renamed
 * or changed stays as it is.
 */
export const prepareInstallation = async (container: MedusaContainer): Promise<void> => {
  const stores = container.resolve(Modules.STORE)
  const [store] = await stores.listStores({}, { relations: ["supported_currencies"], take: 1 })
  if (store && store.name === UNNAMED_STORE) {
    await updateStoresWorkflow(container).run({
      input: {
        selector: { id: store.id },
        update: {
          name: STORE_NAME,
          supported_currencies: SALES_REGIONS.map(({ currency_code }) => ({
            currency_code,
            is_default: currency_code === "usd",
          })),
        },
      },
    })
  }

  const regions = container.resolve(Modules.REGION)
  const [anyRegion] = await regions.listRegions({}, { take: 1 })
  if (!anyRegion) {
    const named = new Set(SALES_REGIONS.flatMap(({ countries }) => countries))
    const countries = await regions.listCountries({}, { take: 500 })
    const elsewhere = countries.map(({ iso_2 }) => iso_2).filter((code) => !named.has(code))
    await createRegionsWorkflow(container).run({
      input: {
        regions: SALES_REGIONS.map(({ name, currency_code, countries: own, rest_of_world }) => ({
          name,
          currency_code,
          countries: rest_of_world ? [...own, ...elsewhere] : own,
          payment_providers: ["pp_system_default"],
        })),
      },
    })
  }

  await applyLayouts(container)
  await keepEnvironmentAccount(container, readEnvironment().SMTP_URL)
  await askForFirstRates(container)
}

/** The rates that ship with the product are old: the first fresh ones do not wait for the clock. */
const askForFirstRates = async (container: MedusaContainer): Promise<void> => {
  const rates: ExchangeRateModuleService = container.resolve(EXCHANGE_RATE_MODULE)
  const { refresh } = await rates.readFreshness()
  if (!refresh && readEnvironment().EXCHANGE_RATES_URL !== "off") {
    await unitOfWork(container, (transaction) => enqueue(transaction, "refresh-exchange-rates", {}))
  }
}
