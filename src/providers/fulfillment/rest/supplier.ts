import { createHash, createHmac, timingSafeEqual } from "node:crypto"
import {
  batchValues,
  fillJson,
  fillText,
  lineValues,
  parcelValues,
  type Values,
} from "../placeholders"
import { templateOf, textOf, type Settings } from "../settings"
import type {
  HandOverBatch,
  HandOverResult,
  ParcelAnswer,
  ParcelToHandOver,
  Supplier,
  SupplierAccess,
  SupplierExchange,
} from "../supplier"
import { callSupplier, repeatsAreSafe, type RestReply } from "./call"
import {
  DEFAULT_BATCH_FIELDS,
  DEFAULT_LINE_FIELDS,
  DEFAULT_PARCEL_FIELDS,
  REST_FIELDS,
  restFaults,
} from "./fields"
import { eventIdOf, readListedAnswers, readParcelAnswer, wordsOf } from "./read-answer"

/** How many parcels go in one hand-over; where there is no address for many, so many calls. */
const BATCH = 50

const plainAnswer = (
  number: string,
  outcome: ParcelAnswer["outcome"],
  message: string | null
): ParcelAnswer => ({ number, outcome, reference: null, message, tracking: [] })

const isGood = (status: number): boolean => status >= 200 && status < 300

/** Why nothing at all can be handed over as things are; null when it is about this parcel. */
const closedDoor = (settings: Settings, reply: RestReply): string | null => {
  if (reply.kind !== "answered") {
    return reply.kind === "not_sent" ? `He cannot be reached: ${reply.reason}` : null
  }
  const words = wordsOf(settings, reply.json)
  const said = words ? `: ${words}` : ""
  switch (reply.status) {
    case 401:
    case 403:
      return `He does not let us in (status ${reply.status})${said}`
    case 404:
    case 405:
      return `There is no such address (status ${reply.status})${said}`
    case 429:
      return `He wants to be asked less often (status 429)${said}`
    default:
      // An address that has moved: a request with people's data is not sent after it.
      return reply.status >= 300 && reply.status < 400
        ? `He sends us to another address (status ${reply.status}): enter that one`
        : null
  }
}

/** Too slow, already there or just being worked on: no refusal of the parcel. */
const UNDECIDED: readonly number[] = [408, 409, 425]

/** What became of a parcel that was sent alone. */
const answerAlone = (
  { settings }: SupplierAccess,
  number: string,
  reply: RestReply
): ParcelAnswer => {
  if (reply.kind !== "answered") {
    return plainAnswer(number, "unknown", reply.reason)
  }
  const told = readParcelAnswer(settings, reply.json, number)
  if (isGood(reply.status)) {
    return told ?? plainAnswer(number, "unknown", "His answer cannot be read.")
  }
  if (told) {
    // 409 for a number that he has already: his word says what became of it.
    return told
  }
  return reply.status < 500 && !UNDECIDED.includes(reply.status)
    ? plainAnswer(
        number,
        "rejected",
        wordsOf(settings, reply.json) ?? `He refuses it with status ${reply.status}.`
      )
    : plainAnswer(number, "unknown", `He answers with status ${reply.status}.`)
}

const requestBody = (
  { settings }: SupplierAccess,
  common: Values,
  parcel: ParcelToHandOver
): unknown => {
  const values = parcelValues(common, parcel)
  const lineFields = templateOf(settings, "line_fields", DEFAULT_LINE_FIELDS)
  const lines = parcel.lines.map((line, index) =>
    fillJson(lineFields, lineValues(values, line, index + 1))
  )
  return fillJson(templateOf(settings, "parcel_fields", DEFAULT_PARCEL_FIELDS), values, { lines })
}

const keyHeader = ({ settings }: SupplierAccess, key: string): Record<string, string> => ({
  [textOf(settings, "idempotency_header", "idempotency-key").toLowerCase()]: key,
})

const pathWith = (template: string, parcel: { number: string; reference: string | null }): string =>
  fillText(
    template,
    new Map([
      ["number", parcel.number],
      ["reference", parcel.reference],
    ]),
    encodeURIComponent
  )

/** Sends parcels one by one; ends at a door that is closed to all of them. */
const sendAlone = async (access: SupplierAccess, batch: HandOverBatch): Promise<HandOverResult> => {
  const { settings } = access
  const common = batchValues(batch)
  const method = textOf(settings, "create_method", "POST")
  const template = textOf(settings, "create_path", "/parcels")
  const answers: ParcelAnswer[] = []
  const exchanges: SupplierExchange[] = []
  for (const parcel of batch.parcels) {
    const path = pathWith(template, { number: parcel.number, reference: null })
    const { reply, exchange } = await callSupplier(access, {
      what: `${method} ${path} (${parcel.number})`,
      method,
      path,
      body: requestBody(access, common, parcel),
      headers: keyHeader(access, parcel.number),
    })
    exchanges.push(exchange)
    const failure = closedDoor(settings, reply)
    if (failure) {
      return { answers, exchanges, failure }
    }
    answers.push(answerAlone(access, parcel.number, reply))
  }
  return { answers, exchanges, failure: null }
}

/** Statuses of a request that was refused as a whole, so that nothing of it was taken. */
const REFUSED_WHOLE: readonly number[] = [400, 413, 422]

const sendTogether = async (
  access: SupplierAccess,
  batch: HandOverBatch,
  path: string
): Promise<HandOverResult> => {
  const { settings } = access
  const common = batchValues(batch)
  const parcels = batch.parcels.map((parcel) => requestBody(access, common, parcel))
  const { reply, exchange } = await callSupplier(access, {
    what: `POST ${path} (${batch.name}, ${parcels.length} parcels)`,
    method: "POST",
    path,
    body: fillJson(templateOf(settings, "batch_fields", DEFAULT_BATCH_FIELDS), common, { parcels }),
    headers: keyHeader(access, batch.name),
  })
  const exchanges = [exchange]
  const failure = closedDoor(settings, reply)
  if (failure) {
    return { answers: [], exchanges, failure }
  }
  const listed = reply.kind === "answered" ? readListedAnswers(settings, reply.json) : null
  if (listed) {
    const told = new Map(listed.map((answer) => [answer.number, answer]))
    const silent = "He has not answered about this parcel."
    return {
      answers: batch.parcels.map(
        ({ number }) => told.get(number) ?? plainAnswer(number, "unknown", silent)
      ),
      exchanges,
      failure: null,
    }
  }
  if (reply.kind === "answered" && REFUSED_WHOLE.includes(reply.status)) {
    // One wrong parcel does not keep the others from being sent: alone each gets an answer of its own.
    const alone = await sendAlone(access, batch)
    return { ...alone, exchanges: [...exchanges, ...alone.exchanges] }
  }
  const words = reply.kind === "answered" ? `He answers with status ${reply.status}.` : reply.reason
  return {
    answers: batch.parcels.map(({ number }) => plainAnswer(number, "unknown", words)),
    exchanges,
    failure: null,
  }
}

const ask: NonNullable<Supplier["ask"]> = async (access, parcels) => {
  const { settings } = access
  const template = textOf(settings, "ask_path")
  if (template === "") {
    // He promises that a number he knows makes no second parcel: sending it again is asking.
    const outcome = repeatsAreSafe(settings) ? "not_found" : "unknown"
    const words = "He cannot be asked."
    return {
      answers: parcels.map(({ number }) => plainAnswer(number, outcome, words)),
      exchanges: [],
      failure: null,
    }
  }
  const answers: ParcelAnswer[] = []
  const exchanges: SupplierExchange[] = []
  for (const parcel of parcels) {
    const { number } = parcel
    const path = pathWith(template, parcel)
    const { reply, exchange } = await callSupplier(access, {
      what: `GET ${path}`,
      method: "GET",
      path,
      body: undefined,
    })
    exchanges.push(exchange)
    if (reply.kind === "answered" && reply.status === 404) {
      answers.push(plainAnswer(number, "not_found", wordsOf(settings, reply.json)))
      continue
    }
    const failure = closedDoor(settings, reply)
    if (failure) {
      return { answers, exchanges, failure }
    }
    const told =
      reply.kind === "answered" && isGood(reply.status)
        ? readParcelAnswer(settings, reply.json, number)
        : null
    answers.push(told ?? plainAnswer(number, "unknown", "He gives no answer that can be read."))
  }
  return { answers, exchanges, failure: null }
}

const cancel: NonNullable<Supplier["cancel"]> = async (access, parcel) => {
  const { settings } = access
  const { number } = parcel
  const template = textOf(settings, "cancel_path")
  if (template === "") {
    return plainAnswer(number, "unknown", "He takes nothing back by himself: ask him.")
  }
  const { reply } = await callSupplier(access, {
    what: `cancel ${number}`,
    method: textOf(settings, "cancel_method", "DELETE"),
    path: pathWith(template, parcel),
    body: undefined,
    headers: keyHeader(access, `cancel-${number}`),
  })
  if (reply.kind !== "answered") {
    return plainAnswer(number, "unknown", reply.reason)
  }
  const words = wordsOf(settings, reply.json)
  if (isGood(reply.status)) {
    return plainAnswer(number, "accepted", words)
  }
  if (reply.status === 404) {
    return plainAnswer(number, "not_found", words)
  }
  return reply.status < 500 && reply.status !== 401 && reply.status !== 403 && reply.status !== 429
    ? plainAnswer(number, "rejected", words ?? `He refuses with status ${reply.status}.`)
    : plainAnswer(number, "unknown", words ?? `He answers with status ${reply.status}.`)
}

const sameBytes = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other)

const isSigned = (
  { settings, secrets }: SupplierAccess,
  headers: Readonly<Record<string, string>>,
  body: Buffer
): boolean => {
  const secret = secrets.callback_secret ?? ""
  const name = textOf(settings, "callback_header", "x-signature").toLowerCase()
  const prefix = textOf(settings, "callback_prefix")
  const encoding = textOf(settings, "callback_encoding") === "base64" ? "base64" : "hex"
  const given = headers[name] ?? ""
  if (secret === "" || !given.startsWith(prefix)) {
    return false
  }
  const expected = createHmac("sha256", secret).update(body).digest()
  return sameBytes(Buffer.from(given.slice(prefix.length), encoding), expected)
}

const parsed = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString("utf8"))
  } catch {
    return undefined
  }
}

const readCallback: NonNullable<Supplier["readCallback"]> = (access, { headers, body }) => {
  if (!isSigned(access, headers, body)) {
    return null
  }
  const { settings } = access
  const json = parsed(body)
  const one = readParcelAnswer(settings, json, null)
  return {
    // Without an id of its own a message is its bytes: the same ones twice are one.
    event_id: eventIdOf(settings, json) ?? createHash("sha256").update(body).digest("hex"),
    answers: readListedAnswers(settings, json) ?? (one ? [one] : []),
  }
}

const check: NonNullable<Supplier["check"]> = async (access) => {
  const { settings } = access
  const path = textOf(settings, "check_path", "/")
  const { reply } = await callSupplier(access, {
    what: `GET ${path}`,
    method: "GET",
    path,
    body: undefined,
  })
  if (reply.kind !== "answered") {
    return { ok: false, words: `He cannot be reached: ${reply.reason}` }
  }
  // Without an address for it a check can only tell whether somebody answers and lets us in.
  const isRefused = [401, 403].includes(reply.status) || reply.status >= 500
  const ok = isGood(reply.status) || (!isRefused && textOf(settings, "check_path") === "")
  return { ok, words: `He answers with status ${reply.status}.` }
}

/** A supplier with an API of requests in JSON, whatever its fields and addresses are called. */
export const restSupplier: Supplier = {
  name: "rest",
  title: "REST API",
  capabilities: {
    batch: BATCH,
    by_hand: false,
    cancel: true,
    ask: true,
    answers: ["at_once", "callback"],
  },
  fields: REST_FIELDS,
  checkSettings: restFaults,
  handOver: async (access, batch) => {
    const path = textOf(access.settings, "batch_path")
    return path === "" ? sendAlone(access, batch) : sendTogether(access, batch, path)
  },
  cancel,
  ask,
  check,
  readCallback,
}
