import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { readEnvironment } from "../lib/environment"
import { refreshRates } from "../workflows/exchange-rate/refresh-rates"
import { bookMissedFees } from "../workflows/payment/book-missed-fees"

/**
 * Brings the exchange rates up to date. A bank that cannot be reached is no failure of ours: the
 * next run asks again, the last good rates stay, and the health page says how old they are.
 */
export const refreshExchangeRates = async (
  _payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const { EXCHANGE_RATES_URL } = readEnvironment()
  if (EXCHANGE_RATES_URL === "off") {
    return
  }
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  try {
    const { as_of, added } = await refreshRates(container, EXCHANGE_RATES_URL)
    logger.info(`Exchange rates of ${as_of}: ${added} new`)
    await bookMissedFees(container)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    logger.warn(`The exchange rates were not refreshed, the last ones stay: ${reason}`)
  }
}
