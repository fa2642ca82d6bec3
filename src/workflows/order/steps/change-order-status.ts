import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { moveOrder, type MoveOrderInput } from "../move-order"

export const changeOrderStatusStepId = "change-order-status"

/** Moves one order in one transaction. A status that was given is history and is not taken back. */
export const changeOrderStatusStep = createStep(
  { name: changeOrderStatusStepId, noCompensation: true },
  async (input: MoveOrderInput, { container }) =>
    new StepResponse(await moveOrder(container, input))
)
