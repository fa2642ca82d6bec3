import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import { TROUBLE_NEEDS_PERSON_MS } from "../../modules/dispatch/rest-times"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { SupplierRow } from "../../modules/dispatch/types"

/**
 * Notes that a supplier cannot be used: he rests, and after some minutes it needs a person. What waits
 * for him waits on.
 *
 * @param words why, without secrets
 * @returns the supplier as he is then, with the moment of the next try
 */
export const noteSupplierTrouble = async (
  container: MedusaContainer,
  transaction: Transaction,
  id: string,
  words: string
): Promise<SupplierRow> => {
  const { suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const row = await suppliers.rest(transaction, id, words)
  const lasts = Date.now() - (row.trouble_since ?? new Date()).getTime()
  if (lasts >= TROUBLE_NEEDS_PERSON_MS) {
    const waiting = await suppliers.countWaiting(transaction, id)
    await attention.raise(transaction, {
      kind: "supplier_down",
      subject: { type: "supplier", id },
      data: { supplier: row.name, words: row.trouble, waiting },
    })
  }
  return row
}

/** Notes that a supplier works: whatever was said about his trouble is over. */
export const noteSupplierWorks = async (
  container: MedusaContainer,
  transaction: Transaction,
  id: string
): Promise<void> => {
  const { suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  if (await suppliers.recover(transaction, id)) {
    await attention.resolveFor(transaction, { type: "supplier", id }, null, "supplier_down")
  }
}

/** The same in a transaction of their own. */
export const supplierWorks = (container: MedusaContainer, id: string): Promise<void> =>
  unitOfWork(container, (transaction) => noteSupplierWorks(container, transaction, id))
