import type { FieldFault } from "../../lib/problem"

/** What a door needs to know about the shop whose credentials were right. */
export type AuthenticatedShop = {
  id: string
  name: string
  api_id: string
  domains: string[]
  /** ISO 4217, upper case. */
  default_currency: string
  /** ISO 639-1, lower case. */
  default_language: string
  sales_channel_id: string
  publishable_key: string
  totals_required: boolean
  credential_id: string
}

export type PresentedCredentials = {
  apiId: string
  apiKey: string
  /** The `x-publishable-api-key` header, where the door has one: must be the same shop's. */
  publishableKey?: string
  address: string
}

/** One call of a shop as the request log keeps it. `body` must already be free of card data. */
export type ShopRequestEntry = {
  shop_id: string | null
  api_id: string | null
  door: "store" | "create_order.php"
  method: string
  status: number
  code: string
  error: string
  fields: FieldFault[]
  body: unknown
  order_id: string | null
  duration_ms: number
  address: string
}

/** A row of the request log as staff read it. */
export type ShopRequest = ShopRequestEntry & { id: string; at: string }

export type ShopCredentialView = {
  id: string
  key_hint: string
  created_at: string
  last_used_at: string | null
  revoked_at: string | null
}

/** A shop as staff see it. No key and no hash of a key is ever part of it. */
export type ShopView = {
  id: string
  name: string
  api_id: string
  active: boolean
  domains: string[]
  default_currency: string
  default_language: string
  sales_channel_id: string
  publishable_key: string
  totals_required: boolean
  allowed_addresses: string[]
  credentials: ShopCredentialView[]
  created_at: string
  updated_at: string
}

export type CreateShopInput = {
  name: string
  domains: string[]
  default_currency: string
  default_language: string
  totals_required: boolean
  allowed_addresses: string[]
  sales_channel_id: string
  publishable_key: string
  publishable_key_id: string
}

export type UpdateShopInput = {
  name?: string
  active?: boolean
  domains?: string[]
  default_currency?: string
  default_language?: string
  totals_required?: boolean
  allowed_addresses?: string[]
}

/** A new key, in clear: it exists only in the answer that carries it. */
export type IssuedCredential = { id: string; api_id: string; api_key: string }
