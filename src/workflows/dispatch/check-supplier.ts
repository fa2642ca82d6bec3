import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { SupplierCheck } from "../../providers/fulfillment/supplier"
import { openSupplier } from "./open-supplier"
import { queueFileCollection, queueHandOver } from "./queue-jobs"
import { noteSupplierWorks } from "./supplier-trouble"

/**
 * Tries whether a supplier can be reached and lets us in; changes nothing there. One that works is used
 * again at once, had it been in trouble, and its answer files are fetched now.
 *
 * @throws Problem 404; SecretsUnreadable
 */
export const checkSupplier = async (
  container: MedusaContainer,
  id: string
): Promise<SupplierCheck> => {
  const { suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const { access, row, supplier } = await openSupplier(container, id)
  const at = new Date()
  const result = (await supplier.check?.(access)) ?? {
    ok: true,
    words: "There is nothing to check.",
  }
  const outcome = `${result.ok ? "good" : "not good"}: ${result.words}`
  await unitOfWork(container, async (transaction) => {
    await suppliers.keepExchanges(transaction, id, [
      { at, what: "check", outcome, duration_ms: Date.now() - at.getTime() },
    ])
    if (result.ok) {
      await noteSupplierWorks(container, transaction, id)
      if (row.active && !supplier.capabilities.by_hand) {
        await queueHandOver(transaction, id)
      }
      if (row.active && supplier.collect) {
        await queueFileCollection(transaction)
      }
    }
  })
  return result
}
