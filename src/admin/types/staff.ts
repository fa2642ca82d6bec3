/** The shapes of `/admin/crm/staff`. */

export const STAFF_ROLES = ["administrator", "manager", "operator"] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

export type StaffMember = {
  id: string
  user_id: string
  email: string
  name: string
  role: StaffRole
  active: boolean
  created_at: string
}
