import type { MedusaContainer } from "@medusajs/framework/types"
import { logger } from "../../lib/logger"
import { unitOfWork } from "../../lib/unit-of-work"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import { takeAnswerFile } from "./answer-file"
import { openSupplier } from "./open-supplier"
import { noteSupplierTrouble, noteSupplierWorks } from "./supplier-trouble"

/**
 * Fetches a supplier's answer files. A file is put away only when it is kept: one whose putting away
 * fails is known when it is met again, and only put away then.
 *
 * @returns how many new files have come
 * @throws Problem 404; SecretsUnreadable
 */
export const collectFilesOf = async (container: MedusaContainer, id: string): Promise<number> => {
  const { suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const { access, supplier } = await openSupplier(container, id)
  if (!supplier.collect) {
    return 0
  }
  const at = new Date()
  const { files, failure } = await supplier.collect(access)
  let isNew = 0
  for (const { path, bytes } of files) {
    const taken = await takeAnswerFile(container, {
      ...{ supplier_id: id, path, bytes },
      source: "collected",
      actor_id: null,
    })
    isNew += taken.is_new ? 1 : 0
    await supplier.putAway?.(access, path).catch((error: Error) => {
      logger.warn(`An answer file of the supplier ${id} was not put away: ${error.message}`)
    })
  }
  await unitOfWork(container, async (transaction) => {
    if (files.length > 0 || failure) {
      const outcome = failure ?? `${files.length} fetched, ${isNew} new`
      const duration_ms = Date.now() - at.getTime()
      await suppliers.keepExchanges(transaction, id, [
        { at, what: "look for answer files", outcome, duration_ms },
      ])
    }
    if (failure) {
      await noteSupplierTrouble(container, transaction, id, failure)
    } else {
      await noteSupplierWorks(container, transaction, id)
    }
  })
  return isNew
}

/** Fetches the answer files of all suppliers that leave some; one in trouble keeps none of the others. */
export const collectFiles = async (container: MedusaContainer): Promise<void> => {
  const { suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const now = new Date()
  const awake = (await suppliers.list()).filter(
    ({ active, resting_until }) => active && (!resting_until || resting_until <= now)
  )
  for (const { id } of awake) {
    await collectFilesOf(container, id).catch((error: Error) => {
      logger.error(`The answer files of the supplier ${id} were not fetched: ${error.message}`)
    })
  }
}
