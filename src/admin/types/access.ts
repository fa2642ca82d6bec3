/** The shapes of `/admin/crm/me/sessions`, `/admin/crm/me/second-factor` and what administrators do about them. */

export type Session = {
  id: string
  address: string | null
  browser: string | null
  os: string | null
  since: string | null
  last_seen: string | null
  expires: string
  is_current: boolean
}

export type SecondFactor = {
  /** The role has to have one. */
  demanded: boolean
  /** This sign-in was made with it. */
  passed: boolean
  enabled: boolean
}

export type NewSecondFactor = { secret: string; otpauth_url: string }
