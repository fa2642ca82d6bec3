import { z } from "@medusajs/framework/zod"
import { STAFF_GRANTS, STAFF_ROLES } from "../../../../modules/staff/types"

const SHORTEST_PASSWORD = 12

const password = z
  .string()
  .min(SHORTEST_PASSWORD, `At least ${SHORTEST_PASSWORD} characters.`)
  .max(200, "At most 200 characters.")

const name = z.string().trim().max(200)

export const createStaffMemberBody = z.strictObject({
  email: z.string().trim().toLowerCase().max(254).pipe(z.email("An e-mail address.")),
  password,
  role: z.enum(STAFF_ROLES),
  name: name.optional(),
})

export const changeStaffMemberBody = z
  .strictObject({
    role: z.enum(STAFF_ROLES),
    active: z.boolean(),
    name,
    /** What the person may do beyond the role; the whole list. */
    grants: z.array(z.enum(STAFF_GRANTS)).max(STAFF_GRANTS.length),
  })
  .partial()
  .refine((body) => Object.keys(body).length > 0, "Nothing to change.")

export const setPasswordBody = z.strictObject({ password })
