import { httpFailureOf, readHttpBody } from "../../../lib/http-failure"
import { flagOf, numberOf, textOf, type Settings } from "../settings"
import type { SupplierAccess, SupplierExchange } from "../supplier"

/** One request to a supplier, its address below the supplier's own. */
export type RestCall = {
  /** For the record, without personal data: "POST /parcels". */
  what: string
  method: string
  path: string
  body: unknown
  headers?: Readonly<Record<string, string>>
}

/**
 * What became of a request. `not_sent` is certain: no connection came about. After `no_answer` he may
 * have done everything or nothing.
 */
export type RestReply =
  | { kind: "answered"; status: number; json: unknown }
  | { kind: "not_sent" | "no_answer"; reason: string }

const LONGEST_ANSWER = 4_000_000
const DEFAULT_TIMEOUT_SECONDS = 30

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const authorization = ({ settings, secrets }: SupplierAccess): Record<string, string> => {
  const { token = "", password = "" } = secrets
  switch (textOf(settings, "auth", "bearer")) {
    case "basic": {
      const pair = `${textOf(settings, "auth_user")}:${password || token}`
      return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` }
    }
    case "header":
      return { [textOf(settings, "auth_header", "x-api-key").toLowerCase()]: token }
    case "none":
      return {}
    default:
      return { authorization: `Bearer ${token}` }
  }
}

const timeoutOf = (settings: Settings): number =>
  Math.min(120, Math.max(1, numberOf(settings, "timeout_seconds", DEFAULT_TIMEOUT_SECONDS))) * 1000

/** Secrets never get into a sentence, also where a supplier repeats them. */
const withoutSecrets = (text: string, { secrets }: SupplierAccess): string =>
  Object.values(secrets)
    .filter((secret) => secret.length >= 4)
    .reduce((rest, secret) => rest.replaceAll(secret, "***"), text)

/** Sends one request and tells what became of it; never throws, never tries again, never follows. */
export const callSupplier = async (
  access: SupplierAccess,
  call: RestCall
): Promise<{ reply: RestReply; exchange: SupplierExchange }> => {
  const { settings } = access
  const at = new Date()
  const timeout = timeoutOf(settings)
  const told = (outcome: string): SupplierExchange => ({
    at,
    what: withoutSecrets(call.what, access),
    outcome: withoutSecrets(outcome, access),
    duration_ms: Date.now() - at.getTime(),
  })
  try {
    const response = await fetch(
      `${textOf(settings, "base_url").replace(/\/+$/, "")}${call.path}`,
      {
        method: call.method,
        headers: {
          accept: "application/json",
          ...(call.body === undefined ? {} : { "content-type": "application/json" }),
          ...authorization(access),
          ...call.headers,
        },
        body: call.body === undefined ? null : JSON.stringify(call.body),
        redirect: "manual",
        signal: AbortSignal.timeout(timeout),
      }
    )
    const json = parsed(await readHttpBody(response, LONGEST_ANSWER))
    return {
      reply: { kind: "answered", status: response.status, json },
      exchange: told(`status ${response.status}${json === undefined ? ", no JSON" : ""}`),
    }
  } catch (error) {
    const { connected, reason } = httpFailureOf(error, timeout)
    const words = withoutSecrets(reason, access)
    return {
      reply: { kind: connected ? "no_answer" : "not_sent", reason: words },
      exchange: told(connected ? `no answer: ${words}` : `not reached: ${words}`),
    }
  }
}

/** Whether the supplier promises that a repeated parcel number or key makes no second parcel. */
export const repeatsAreSafe = (settings: Settings): boolean =>
  flagOf(settings, "repeat_is_safe", false)
