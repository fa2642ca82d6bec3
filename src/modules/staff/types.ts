export const STAFF_ROLES = ["administrator", "manager", "operator"] as const

export type StaffRole = (typeof STAFF_ROLES)[number]

/** What an administrator may let a person do beyond the role; nobody has any of it by the role. */
export const STAFF_GRANTS = ["payment_links"] as const

export type StaffGrant = (typeof STAFF_GRANTS)[number]

/** Who is asking: what the guard has established about the signed-in person. */
export type StaffActor = {
  user_id: string
  role: StaffRole
  grants: readonly StaffGrant[]
  /** The person's sign-in, to which second factors belong. */
  auth_identity_id: string
  /** Whether the role has to have a second factor, and whether this sign-in was made with one. */
  second_factor: { demanded: boolean; passed: boolean }
}

/** Which orders a person may see: all of them, or those that are or were with the call centre. */
export type OrderScope = "all" | "call_center"

export type StaffMemberView = {
  id: string
  user_id: string
  role: StaffRole
  active: boolean
  grants: StaffGrant[]
  created_at: string
}

/** What the guard needs to know about one user; kept in process for a few seconds. */
export type StaffStanding = {
  role: StaffRole
  active: boolean
  grants: readonly StaffGrant[]
  /** Whether the role has to sign in with a second factor. */
  needs_second_factor: boolean
  /** Unix seconds: a sign-in from before this moment counts no more. */
  sessions_valid_from: number
}
