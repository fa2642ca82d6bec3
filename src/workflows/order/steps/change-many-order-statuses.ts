import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { problemOf } from "../../../lib/problem"
import { moveByHand, type MoveByHandInput } from "../move-by-hand"

/** `status` is the order's own: one that is being refunded keeps it until the processor has done so. */
export type BulkResult = { id: string; ok: boolean; status: string | null; error?: string }

export type ChangeManyOrderStatusesInput = Omit<MoveByHandInput, "id" | "expected"> & {
  ids: string[]
}

export const changeManyOrderStatusesStepId = "change-many-order-statuses"

/** Moves each order on its own: one that may not go there does not hold up the others. */
export const changeManyOrderStatusesStep = createStep(
  { name: changeManyOrderStatusesStepId, noCompensation: true },
  async ({ ids, ...move }: ChangeManyOrderStatusesInput, { container }) => {
    const results: BulkResult[] = []
    for (const id of new Set(ids)) {
      try {
        const { to } = await moveByHand(container, { ...move, id })
        results.push({ id, ok: true, status: to })
      } catch (error) {
        const problem = problemOf(error)
        if (!problem) {
          throw error
        }
        results.push({ id, ok: false, status: null, error: problem.message })
      }
    }
    return new StepResponse(results)
  }
)
