import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import { EXCHANGE_RATE_MODULE } from "../../modules/exchange_rate"
import type ExchangeRateModuleService from "../../modules/exchange_rate/service"
import { fetchEcbDailyFile } from "../../providers/exchange-rate/ecb/client"
import { readEcbDay, type EcbDay } from "../../providers/exchange-rate/ecb/transformers"

const SOURCE = "European Central Bank reference rates"

/**
 * Adds the newest rates of the European Central Bank. When they cannot be had, the last good ones
 * stay in force and the error is the caller's to tell. A currency that was missed is no longer.
 *
 * @returns the day of the rates and how many were new
 * @throws Error with the reason, which is kept for the health page too
 */
export const refreshRates = async (
  container: MedusaContainer,
  url: string
): Promise<{ as_of: string; added: number }> => {
  const rates: ExchangeRateModuleService = container.resolve(EXCHANGE_RATE_MODULE)
  try {
    const day = readEcbDay(await fetchEcbDailyFile(url))
    const added = await addDay(container, day)
    await rates.recordRefresh(null)
    return { as_of: day.as_of, added }
  } catch (error) {
    await rates.recordRefresh(error instanceof Error ? error.message : String(error))
    throw error
  }
}

const addDay = async (container: MedusaContainer, day: EcbDay): Promise<number> => {
  const rates: ExchangeRateModuleService = container.resolve(EXCHANGE_RATE_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const added = await unitOfWork(container, async (transaction) => {
    const count = await rates.addRates(transaction, { ...day, source: SOURCE })
    for (const currency of Object.keys(day.units_per_euro)) {
      const subject = { type: "currency" as const, id: currency }
      await attention.resolveFor(transaction, subject, null, "missing_exchange_rate")
    }
    return count
  })
  await rates.forgetCached()
  return added
}
