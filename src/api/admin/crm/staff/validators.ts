import { z } from "@medusajs/framework/zod"
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from "../../../../modules/staff/password-rules"
import { STAFF_GRANTS, STAFF_ROLES } from "../../../../modules/staff/types"

const password = z
  .string()
  .min(SHORTEST_PASSWORD, `At least ${SHORTEST_PASSWORD} characters.`)
  .max(LONGEST_PASSWORD, `At most ${LONGEST_PASSWORD} characters.`)

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

export const staffRulesBody = z.strictObject({
  second_factor_roles: z.array(z.enum(STAFF_ROLES)).max(STAFF_ROLES.length),
})

/** Six digits as authenticators show them, maybe with a gap. */
export const secondFactorBody = z.strictObject({
  code: z
    .string()
    .transform((text) => text.replaceAll(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "A code has six digits.")),
})

export const setPasswordBody = z.strictObject({ password })
