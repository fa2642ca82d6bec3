import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { STAFF_MODULE } from "../../../../modules/staff"
import type StaffModuleService from "../../../../modules/staff/service"
import type { StaffMemberView } from "../../../../modules/staff/types"
import { listSecondFactors } from "../../../../workflows/staff/second-factor"
import { joinName } from "./names"

export type StaffMemberAnswer = StaffMemberView & {
  email: string
  name: string
  /** Until when somebody's wrong answers have locked the account for where they came from. */
  locked_until: Date | null
  second_factor: boolean
}

/** Members of staff with the e-mail and name of their Medusa users; a member without a user is left out. */
export const presentStaff = async (
  container: MedusaContainer,
  members: StaffMemberView[]
): Promise<StaffMemberAnswer[]> => {
  const users = await container
    .resolve(Modules.USER)
    .listUsers(
      { id: members.map(({ user_id }) => user_id) },
      { select: ["id", "email", "first_name", "last_name"], take: members.length }
    )
  const staff: StaffModuleService = container.resolve(STAFF_MODULE)
  const emails = users.map(({ email }) => email)
  const [locked, secured] = await Promise.all([
    staff.locks.lockedAccounts(emails),
    listSecondFactors(container),
  ])
  const userOf = new Map(users.map((user) => [user.id, user]))
  return members.flatMap((member) => {
    const user = userOf.get(member.user_id)
    return user
      ? [
          {
            ...member,
            email: user.email,
            name: joinName(user),
            locked_until: locked.get(user.email) ?? null,
            second_factor: secured.has(user.email),
          },
        ]
      : []
  })
}
