import { createHash } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueue } from "../../lib/enqueue"
import { unitOfWork } from "../../lib/unit-of-work"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { SupplierFileRow } from "../../modules/dispatch/supplier-files"

export const READ_FILE_TASK = "read-supplier-file"

type ComingFile = {
  supplier_id: string
  path: string
  bytes: Buffer
  source: SupplierFileRow["source"]
  actor_id: string | null
}

/**
 * Keeps an answer file and queues the reading of it, in one transaction: from then on it need not be
 * fetched again, and is read exactly once.
 *
 * @returns the file, and whether it is new: the same bytes under the same name are one file
 */
export const takeAnswerFile = async (
  container: MedusaContainer,
  file: ComingFile
): Promise<{ file: SupplierFileRow; is_new: boolean }> => {
  const { files }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const digest = createHash("sha256").update(file.bytes).digest("hex")
  return unitOfWork(container, async (transaction) => {
    const taken = await files.take(transaction, { ...file, digest })
    if (taken.is_new) {
      const { id, supplier_id } = taken.file
      await enqueue(
        transaction,
        READ_FILE_TASK,
        { file_id: id },
        // One at a time for each supplier: what he has said later is read later.
        { key: `read-supplier-file:${id}`, queue: `supplier-files:${supplier_id}` }
      )
    }
    return taken
  })
}
