import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CRM_ORDER_MODULE } from "../../../../../modules/crm_order"
import type CrmOrderModuleService from "../../../../../modules/crm_order/service"
import { refuseUndo } from "../../../../../workflows/order/bulk/queue-undo"
import { readQuery } from "../../../../read-input"
import { resultsQuery } from "../validators"

/** How far a bulk job is, a page of its results, and whether it can (still) be undone. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const page = readQuery(resultsQuery, request)
  const { bulkJobs }: CrmOrderModuleService = request.scope.resolve(CRM_ORDER_MODULE)
  const job = await bulkJobs.read(request.params.id, page)
  const { id, kind, status, total, done, moved, failed, results, undoes } = job
  const state = job.finished_at ? "done" : done > 0 ? "running" : "queued"
  const refusal = refuseUndo(job, new Date())
  const undo = {
    allowed: refusal === null,
    why: refusal?.sentence ?? null,
    because: refusal?.code ?? null,
    until: job.undo_until,
    job_id: job.undone_by,
  }
  response.json({
    job: { id, kind, state, status, total, done, moved, failed, results, undoes, undo },
  })
}
