import { z } from "@medusajs/framework/zod"
import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../modules/crm_order"
import type { BulkJobHead, BulkJobKind } from "../modules/crm_order/bulk-jobs"
import type CrmOrderModuleService from "../modules/crm_order/service"
import { sendMany } from "../workflows/dispatch/send-many"
import { moveMany } from "../workflows/order/bulk/move-many"
import { undoMany } from "../workflows/order/bulk/undo-many"

const payloadSchema = z.strictObject({ job_id: z.string() })

const WORK: Record<BulkJobKind, (container: MedusaContainer, job: BulkJobHead) => Promise<void>> = {
  status: moveMany,
  dispatch: (container, { id }) => sendMany(container, id),
  undo: undoMany,
}

/** Works through a bulk job; what is done of it already is not done again. */
export const runBulkJob = async (
  payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const { job_id } = payloadSchema.parse(payload)
  const { bulkJobs }: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const job = await bulkJobs.readHead(job_id)
  await WORK[job.kind](container, job)
}
