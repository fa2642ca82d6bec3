import type { MedusaContainer } from "@medusajs/framework/types"
import { LEDGER_MODULE } from "../modules/ledger"
import type LedgerModuleService from "../modules/ledger/service"

/** Keeps the tally of the books short, so that reading a balance stays as fast as it is. */
export const compactLedgerTally = async (
  _payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const ledger: LedgerModuleService = container.resolve(LEDGER_MODULE)
  await ledger.compactTally()
}
