import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { Problem } from "../../../lib/problem"

export const registerPasswordStepId = "register-password"

/** Creates the sign-in (e-mail and password) that no user is attached to yet. */
export const registerPasswordStep = createStep(
  registerPasswordStepId,
  async (input: { email: string; password: string }, { container }) => {
    const auth = container.resolve(Modules.AUTH)
    const [taken] = await auth.listProviderIdentities(
      { provider: "emailpass", entity_id: input.email },
      { take: 1 }
    )
    if (taken) {
      throw emailTaken()
    }
    const { success, authIdentity } = await auth.register("emailpass", {
      body: { email: input.email, password: input.password },
    })
    if (!success || !authIdentity) {
      throw emailTaken()
    }
    return new StepResponse(authIdentity.id, authIdentity.id)
  },
  async (authIdentityId, { container }) => {
    if (!authIdentityId) {
      return
    }
    await container.resolve(Modules.AUTH).deleteAuthIdentities([authIdentityId])
  }
)

const emailTaken = (): Problem =>
  new Problem(422, "email_taken", "Somebody signs in with this e-mail address already.", {
    fields: [{ path: "email", message: "Somebody signs in with this e-mail address already." }],
  })
