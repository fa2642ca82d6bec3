import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { Problem } from "../../../lib/problem"
import { STAFF_MODULE } from "../../../modules/staff"
import { refusePassword, type PasswordOwner } from "../../../modules/staff/password-rules"
import type StaffModuleService from "../../../modules/staff/service"

export const checkPasswordStepId = "check-password"

/** `member_id` names somebody who works here already; a new person says who it is. */
export type CheckPasswordInput = { password: string; member_id?: string; owner?: PasswordOwner }

/** @throws Problem 422 `weak_password` for one that guessing programs try first */
export const checkPasswordStep = createStep(
  { name: checkPasswordStepId, noCompensation: true },
  async ({ password, member_id, owner }: CheckPasswordInput, { container }) => {
    const staff: StaffModuleService = container.resolve(STAFF_MODULE)
    const users = container.resolve(Modules.USER)
    const user = member_id
      ? await users.retrieveUser((await staff.getMember(member_id)).user_id)
      : null
    const person = owner ?? {
      email: user?.email ?? "",
      name: [user?.first_name, user?.last_name].filter(Boolean).join(" "),
    }
    const refusal = refusePassword(password, person)
    if (refusal) {
      throw new Problem(422, "weak_password", refusal, {
        fields: [{ path: "password", message: refusal }],
      })
    }
    return new StepResponse(undefined)
  }
)
