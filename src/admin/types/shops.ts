/** The shapes of `/admin/crm/shops`. */

export type ShopCredential = {
  id: string
  key_hint: string
  created_at: string
  last_used_at: string | null
  revoked_at: string | null
}

export type Shop = {
  id: string
  name: string
  api_id: string
  active: boolean
  domains: string[]
  default_currency: string
  default_language: string
  publishable_key: string
  totals_required: boolean
  allowed_addresses: string[]
  credentials: ShopCredential[]
  created_at: string
}

export type ShopFields = {
  name: string
  domains: string[]
  default_currency: string
  default_language: string
  totals_required: boolean
  allowed_addresses: string[]
}

/** A key in clear: only in the answer that issues it. */
export type IssuedCredential = { id: string; api_id: string; api_key: string }

export type ShopRequest = {
  id: string
  method: string
  door: string
  status: number
  code: string
  error: string
  fields: { path: string; message: string }[]
  body: unknown
  order_id: string | null
  duration_ms: number
  address: string
  at: string
}
