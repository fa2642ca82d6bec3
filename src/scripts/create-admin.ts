import type { ExecArgs } from "@medusajs/framework/types"
import { createStaffMemberWorkflow } from "../workflows/staff/workflows/create-staff-member"

/**
 * Creates an administrator: `args` are the e-mail address and the password. Started by
 * scripts/create-admin.mjs (npm run create-admin).
 */
export default async function createAdmin({ container, args }: ExecArgs): Promise<void> {
  const [email = "", password = ""] = args
  await createStaffMemberWorkflow(container).run({
    input: { email: email.trim().toLowerCase(), password, role: "administrator" },
  })
}
