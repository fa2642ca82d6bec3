import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { Problem } from "../../../lib/problem"

export const setPasswordStepId = "set-password"

/** Writes a new password. The last step of its workflow, so that it never has to be undone. */
export const setPasswordStep = createStep(
  { name: setPasswordStepId, noCompensation: true },
  async (input: { user_id: string; password: string }, { container }) => {
    const user = await container.resolve(Modules.USER).retrieveUser(input.user_id)
    const { success } = await container
      .resolve(Modules.AUTH)
      .updateProvider("emailpass", { entity_id: user.email, password: input.password })
    if (!success) {
      throw new Problem(409, "no_password", "This person does not sign in with a password.")
    }
    return new StepResponse(undefined)
  }
)
