/** The shapes of `/admin/crm/staff`. */

export const STAFF_ROLES = ["administrator", "manager", "operator"] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

export type StaffGrant = "payment_links"

export type StaffMember = {
  id: string
  user_id: string
  email: string
  name: string
  role: StaffRole
  active: boolean
  /** What the person may do beyond the role. */
  grants: StaffGrant[]
  /** Until when wrong answers have locked the account for where they came from. */
  locked_until: string | null
  second_factor: boolean
  created_at: string
}
