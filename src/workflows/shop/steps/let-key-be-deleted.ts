import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export const letKeyBeDeletedStepId = "let-key-be-deleted"

/**
 * Does nothing forwards. Backwards it revokes the publishable key: Medusa's own step, which is
 * undone after this one, deletes the key but may not delete one that is not revoked.
 */
export const letKeyBeDeletedStep = createStep(
  letKeyBeDeletedStepId,
  async (input: { id: string; created_by: string }) => new StepResponse(undefined, input),
  async (key, { container }) => {
    if (!key) {
      return
    }
    await container.resolve(Modules.API_KEY).revoke(key.id, { revoked_by: key.created_by })
  }
)
