/**
 * What every supplier is to us, whatever way he takes orders. A supplier's code talks to the outside
 * world and nothing else: it knows neither our database nor our rules, and never throws for what the
 * outside does (a refused connection, a timeout, a file that makes no sense): such things are answers too.
 */

/** One supplier with its secrets opened. Lives in memory for one call only. */
export type SupplierAccess = {
  id: string
  name: string
  /** What is not secret: address, folders, column and field maps. */
  settings: Readonly<Record<string, unknown>>
  secrets: Readonly<Record<string, string>>
}

export type ParcelAddress = {
  name: string
  phone: string
  email: string
  address1: string
  address2: string | null
  city: string
  state: string | null
  zip: string | null
  /** ISO 3166-1, two letters. */
  country: string
}

export type ParcelLine = {
  /** The shop's word for the product, and the supplier's. */
  sku: string
  supplier_sku: string
  name: string
  option: string | null
  quantity: number
}

/** A parcel as a supplier is told about it. */
export type ParcelToHandOver = {
  /** Our parcel number: unique, in the supplier's reference field, and how he is asked afterwards. */
  number: string
  order_id: string
  shop: string
  address: ParcelAddress
  lines: readonly ParcelLine[]
  delivery: string
  insured: boolean
  /** The value of the goods, for customs and insurance: an exact amount and its ISO 4217 code. */
  value: { amount: string; currency: string }
  /** The number of the parcel that this one replaces. */
  replaces: string | null
  note: string | null
}

/** Parcels that go to the supplier together, with a name that stays the same at every try. */
export type HandOverBatch = {
  /** Deterministic: a repeated try has the same name and the same bytes. */
  name: string
  at: Date
  parcels: readonly ParcelToHandOver[]
}

/**
 * What became of one parcel. `taken`: it lies with the supplier, who will still say whether he accepts
 * (files, mails). `unknown`: nobody knows whether it arrived; it is asked about (`ask`) or written
 * again under the same name, never under another.
 */
export type ParcelAnswer = {
  number: string
  outcome: "accepted" | "taken" | "rejected" | "unknown" | "not_found"
  /** The supplier's own number. */
  reference: string | null
  /** His words, for a person. */
  message: string | null
  /** Tracking numbers that he has told with it. */
  tracking: readonly TrackingTold[]
}

export type TrackingTold = {
  number: string
  /** The carrier in the supplier's words; null when he names none. */
  carrier: string | null
  shipped_at: Date | null
}

/** A conversation as it may be kept: without secrets, and personal data in the request left out. */
export type SupplierExchange = {
  at: Date
  what: string
  outcome: string
  duration_ms: number
}

export type HandOverResult = {
  answers: readonly ParcelAnswer[]
  exchanges: readonly SupplierExchange[]
  /**
   * Why parcels that have no answer here could not be handed over or asked about (server away, sign-in
   * refused): he has certainly not got them by this call. Null when every parcel has an answer.
   */
  failure: string | null
}

/** Whether a supplier can be used as he is entered, in words for a person. */
export type SupplierCheck = { ok: boolean; words: string }

/** A file with answers that lies with the supplier or was uploaded by a person. */
export type AnswerFile = { name: string; bytes: Buffer }

/** One row of an answer file: what it says, or what is wrong with it. */
export type AnswerRow =
  { line: number; ok: true; answer: ParcelAnswer } | { line: number; ok: false; fault: string }

export type CollectedFile = AnswerFile & {
  /** Says which very file it is: the same name may come with other bytes later. */
  path: string
}

export type SettingField = {
  name: string
  /** A key of the staff pages' texts. */
  label: string
  /**
   * `map`: names and texts; `columns`: an ordered list of `{ title, value }`; `template`: any JSON whose
   * texts may hold placeholders such as `{address.city}`.
   */
  kind: "text" | "number" | "choice" | "map" | "columns" | "template" | "secret" | "flag"
  choices?: readonly string[]
  required: boolean
  default?: unknown
}

/** What can be said of a supplier without calling him. */
export type SupplierCapabilities = {
  /** How many parcels one hand-over may carry. */
  batch: number
  /** A person fetches the parcels (export on the staff pages): no job hands them over. */
  by_hand: boolean
  cancel: boolean
  ask: boolean
  /** How his answers come: with the hand-over, by callback, in files that we fetch, by upload. */
  answers: readonly ("at_once" | "callback" | "files" | "upload")[]
}

export type Supplier = {
  readonly name: string
  readonly title: string
  readonly capabilities: SupplierCapabilities
  readonly fields: readonly SettingField[]
  /** What is wrong with settings, in sentences by field; empty when they can be used. */
  checkSettings(settings: Readonly<Record<string, unknown>>): Record<string, string>
  handOver(access: SupplierAccess, batch: HandOverBatch): Promise<HandOverResult>
  /** Whether he can be reached and lets us in; changes nothing there. */
  check?(access: SupplierAccess): Promise<SupplierCheck>
  /**
   * Takes a parcel back that has not been sent. `accepted`: it is taken back; `rejected`: too late, his
   * words say why; `not_found`: he has never had it; `unknown`: nobody knows.
   */
  cancel?(
    access: SupplierAccess,
    parcel: { number: string; reference: string | null }
  ): Promise<ParcelAnswer>
  /** What the supplier knows of these parcels. `not_found`: he has never seen it. */
  ask?(
    access: SupplierAccess,
    parcels: readonly { number: string; reference: string | null }[]
  ): Promise<HandOverResult>
  /** Files with answers that lie ready. They are left where they are until `putAway`. */
  collect?(
    access: SupplierAccess
  ): Promise<{ files: readonly CollectedFile[]; failure: string | null }>
  putAway?(access: SupplierAccess, path: string): Promise<void>
  /** Reads an answer file (CSV in any encoding, XLSX). Changes nothing anywhere. */
  readAnswers?(
    settings: Readonly<Record<string, unknown>>,
    file: AnswerFile
  ): Promise<readonly AnswerRow[]>
  /** Verifies and reads a callback; null when it is not his. Pure. */
  readCallback?(
    access: SupplierAccess,
    call: { headers: Readonly<Record<string, string>>; body: Buffer }
  ): { event_id: string; answers: readonly ParcelAnswer[] } | null
}
