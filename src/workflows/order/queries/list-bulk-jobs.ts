import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { refuseUndo } from "../bulk/queue-undo"
import { staffNames } from "./names"

/** What was done to many orders at once: by whom, when, with what outcome, and whether it can be undone. */
export const listBulkJobs = async (
  container: MedusaContainer,
  page: { limit: number; offset: number }
) => {
  const { bulkJobs }: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { jobs, count } = await bulkJobs.list(page)
  const names = await staffNames(
    container,
    jobs.map(({ actor_id }) => actor_id)
  )
  const now = new Date()
  return {
    count,
    jobs: jobs.map((job) => ({
      id: job.id,
      kind: job.kind,
      state: job.finished_at ? "done" : "running",
      status: job.status,
      reason: job.reason,
      total: job.total,
      moved: job.moved,
      by: names.get(job.actor_id) ?? null,
      created_at: job.created_at,
      undone_by: job.undone_by,
      can_undo: refuseUndo({ ...job, moved: job.moved ?? 0 }, now) === null,
    })),
  }
}
