import type { MedusaContainer } from "@medusajs/framework/types"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import type { AccountAccess } from "../../providers/payment/processor"
import { openAccount } from "./open-account"

/** A changed secret is believed after this time. Callbacks come in hundreds a second. */
const CACHE_MS = 5_000

type Opened = { at: number; accesses: Promise<AccountAccess[]> }

const opened = new Map<string, Opened>()

const openAccounts = async (
  container: MedusaContainer,
  processor: string
): Promise<AccountAccess[]> => {
  const payments: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const accounts = await payments.accounts.list()
  // Also those that are switched off: what was paid through them still has its story.
  const own = accounts.filter((account) => account.processor === processor)
  return Promise.all(own.map(async ({ id }) => (await openAccount(container, id)).access))
}

/**
 * Our accounts at a processor with their secrets, for finding out which of them a callback is signed
 * for. Kept for seconds in memory, so that a callback costs no query before it is believed.
 */
export const callbackAccounts = (
  container: MedusaContainer,
  processor: string
): Promise<AccountAccess[]> => {
  const known = opened.get(processor)
  if (known && Date.now() - known.at < CACHE_MS) {
    return known.accesses
  }
  const accesses = openAccounts(container, processor)
  opened.set(processor, { at: Date.now(), accesses })
  // What could not be opened is tried again by the next callback.
  accesses.catch(() => opened.delete(processor))
  return accesses
}
