import { isSafeServiceAddress } from "../../../lib/service-address"
import { DEFAULT_OUTCOME_WORDS, outcomeWordsFault } from "../outcomes"
import { templateFault, type Place } from "../placeholders"
import { fieldFaults, textOf, withFaults, type Settings } from "../settings"
import type { SettingField } from "../supplier"

/** A parcel in the request's JSON. */
export const DEFAULT_PARCEL_FIELDS = {
  reference: "{number}",
  order: "{order_id}",
  shop: "{shop}",
  delivery: "{delivery}",
  insured: "{insured}",
  value: { amount: "{value.amount}", currency: "{value.currency}" },
  replaces: "{replaces}",
  note: "{note}",
  recipient: {
    name: "{address.name}",
    phone: "{address.phone}",
    email: "{address.email}",
    address1: "{address.address1}",
    address2: "{address.address2}",
    city: "{address.city}",
    state: "{address.state}",
    zip: "{address.zip}",
    country: "{address.country}",
  },
  lines: "{lines}",
} as const

export const DEFAULT_LINE_FIELDS = {
  sku: "{line.supplier_sku}",
  name: "{line.name}",
  option: "{line.option}",
  quantity: "{line.quantity}",
} as const

export const DEFAULT_BATCH_FIELDS = { batch: "{batch.name}", parcels: "{parcels}" } as const

/** Where in an answer is what; paths with dots, a list's parts by number. */
export const DEFAULT_ANSWER_PATHS = {
  list: "parcels",
  number: "reference",
  reference: "id",
  outcome: "status",
  message: "message",
  tracking: "tracking",
  tracking_number: "number",
  tracking_carrier: "carrier",
  tracking_at: "shipped_at",
  event_id: "event_id",
} as const

export type AnswerPath = keyof typeof DEFAULT_ANSWER_PATHS

const field = (
  name: string,
  kind: SettingField["kind"],
  more: Partial<SettingField> = {}
): SettingField => ({ name, label: name, kind, required: false, ...more })

export const REST_FIELDS: readonly SettingField[] = [
  field("base_url", "text", { required: true }),
  field("auth", "choice", {
    choices: ["bearer", "basic", "header", "none"],
    default: "bearer",
  }),
  field("auth_header", "text", { default: "x-api-key" }),
  field("auth_user", "text"),
  field("token", "secret"),
  field("password", "secret"),
  field("create_method", "choice", { choices: ["POST", "PUT"], default: "POST" }),
  field("create_path", "text", { default: "/parcels" }),
  field("batch_path", "text"),
  field("ask_path", "text"),
  field("cancel_method", "choice", {
    choices: ["DELETE", "POST", "PUT"],
    default: "DELETE",
  }),
  field("cancel_path", "text"),
  field("check_path", "text"),
  field("idempotency_header", "text", { default: "idempotency-key" }),
  field("repeat_is_safe", "flag", { default: false }),
  field("parcel_fields", "template", { default: DEFAULT_PARCEL_FIELDS }),
  field("line_fields", "template", { default: DEFAULT_LINE_FIELDS }),
  field("batch_fields", "template", { default: DEFAULT_BATCH_FIELDS }),
  field("answer_paths", "map", { default: DEFAULT_ANSWER_PATHS }),
  field("outcome_words", "map", { default: DEFAULT_OUTCOME_WORDS }),
  field("timeout_seconds", "number", { default: 30 }),
  field("callback_header", "text", { default: "x-signature" }),
  field("callback_prefix", "text"),
  field("callback_encoding", "choice", { choices: ["hex", "base64"], default: "hex" }),
  field("callback_secret", "secret"),
]

const pathFault = (settings: Settings, name: string): string | null => {
  const path = textOf(settings, name)
  if (path === "") {
    return null
  }
  return path.startsWith("/") && !path.startsWith("//")
    ? templateFault(path, "answer")
    : "A path below the address, beginning with a slash."
}

const HEADER = /^[A-Za-z0-9-]{1,100}$/

const headerFault = (settings: Settings, name: string): string | null =>
  HEADER.test(textOf(settings, name, "x")) ? null : "This is no name of a header."

const jsonFault = (
  settings: Settings,
  name: string,
  place: Place,
  needed: string
): string | null => {
  const template = settings[name]
  if (template === undefined) {
    return null
  }
  return (
    templateFault(template, place) ??
    (JSON.stringify(template).includes(needed) ? null : `${needed} has to be somewhere in it.`)
  )
}

const answerPathsFault = (paths: unknown): string | null => {
  const unknown = Object.keys(typeof paths === "object" && paths !== null ? paths : {}).find(
    (name) => !Object.hasOwn(DEFAULT_ANSWER_PATHS, name)
  )
  return unknown === undefined
    ? null
    : `Nothing is read as "${unknown}"; there is ${Object.keys(DEFAULT_ANSWER_PATHS).join(", ")}.`
}

/** What is wrong with the settings of a supplier by REST, in sentences by field. */
export const restFaults = (settings: Settings): Record<string, string> =>
  withFaults(fieldFaults(REST_FIELDS, settings), {
    base_url: isSafeServiceAddress(textOf(settings, "base_url"))
      ? null
      : "An https address (http only on this machine).",
    create_path: pathFault(settings, "create_path"),
    batch_path: pathFault(settings, "batch_path"),
    ask_path: pathFault(settings, "ask_path"),
    cancel_path: pathFault(settings, "cancel_path"),
    check_path: pathFault(settings, "check_path"),
    auth_header: headerFault(settings, "auth_header"),
    idempotency_header: headerFault(settings, "idempotency_header"),
    callback_header: headerFault(settings, "callback_header"),
    parcel_fields: jsonFault(settings, "parcel_fields", "parcel", "{number}"),
    line_fields: jsonFault(settings, "line_fields", "line", "{line."),
    batch_fields: jsonFault(settings, "batch_fields", "batch", "{parcels}"),
    answer_paths: answerPathsFault(settings.answer_paths),
    outcome_words: outcomeWordsFault(settings.outcome_words),
  })
