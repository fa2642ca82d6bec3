import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { moveByHand, type MoveByHandInput } from "../move-by-hand"

export const changeOrderStatusStepId = "change-order-status"

/** Moves one order in one transaction. A status that was given is history and is not taken back. */
export const changeOrderStatusStep = createStep(
  { name: changeOrderStatusStepId, noCompensation: true },
  async (input: MoveByHandInput, { container }) =>
    new StepResponse(await moveByHand(container, input))
)
