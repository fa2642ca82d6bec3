import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { StaffMemberView } from "../../../../modules/staff/types"
import { joinName } from "./names"

export type StaffMemberAnswer = StaffMemberView & { email: string; name: string }

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
  const userOf = new Map(users.map((user) => [user.id, user]))
  return members.flatMap((member) => {
    const user = userOf.get(member.user_id)
    return user ? [{ ...member, email: user.email, name: joinName(user) }] : []
  })
}
