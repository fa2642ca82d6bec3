import Stripe from "stripe"
import { DEFAULT_TIMEOUT_SECONDS, type CallResult, type Lost, send } from "../call"
import type { AccountAccess, Exchange, Instrument } from "../processor"
import { scrubberOf } from "../scrub"

/** What became of one or more calls to Stripe that belong together. */
export type StripeAnswer<Value> = { exchanges: Exchange[] } & (
  | { kind: "value"; value: Value }
  /** Stripe has answered that it will not, in its own words. */
  | { kind: "refusal"; error: Stripe.errors.StripeError }
  | { kind: "lost"; lost: Lost }
)

type Options = { purpose: Exchange["purpose"]; instrument?: Instrument }

const DEFAULT_ADDRESS = "https://api.stripe.com"

/** Thrown through the SDK when nothing came back; without a code, as the SDK tries again on some. */
class NothingCameBack extends Error {}

const requestBody = (body: unknown): string | null =>
  typeof body === "string" && body !== "" ? body : null

/** The `fetch` the SDK works with: records every exchange, and knows what became of it. */
const recordingFetch =
  (account: AccountAccess, options: Options, timeoutMs: number, results: CallResult[]) =>
  async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const result = await send(
      {
        purpose: options.purpose,
        method: init?.method === "POST" ? "POST" : init?.method === "DELETE" ? "DELETE" : "GET",
        url: String(url),
        headers: Object.fromEntries(new Headers(init?.headers)),
        body: requestBody(init?.body),
        timeout_ms: timeoutMs,
      },
      scrubberOf(account, options.instrument)
    )
    results.push(result)
    if (result.kind !== "answered") {
      throw new NothingCameBack(result.reason)
    }
    return new Response(result.text, { status: result.status })
  }

/** Errors by which Stripe says for certain that it has not done what was asked. */
const isRefusal = (error: unknown): error is Stripe.errors.StripeError =>
  error instanceof Stripe.errors.StripeCardError ||
  error instanceof Stripe.errors.StripeInvalidRequestError ||
  error instanceof Stripe.errors.StripeAuthenticationError ||
  error instanceof Stripe.errors.StripePermissionError ||
  error instanceof Stripe.errors.StripeRateLimitError ||
  error instanceof Stripe.errors.StripeIdempotencyError

const lostBy = (result: CallResult | undefined): Lost => {
  if (!result || result.kind === "not_sent") {
    return { code: "not_reached", message: result?.reason ?? "the request could not be made" }
  }
  return result.kind === "no_answer"
    ? { code: "no_answer", message: result.reason }
    : { code: "unreadable_answer", message: `An answer with status ${result.status}` }
}

/**
 * Asks Stripe through its own SDK; `work` makes the calls. The SDK's own repetitions are off: who
 * repeats a charge is decided elsewhere.
 *
 * @throws what `work` throws for reasons of its own
 */
export const askStripe = async <Value>(
  account: AccountAccess,
  options: Options,
  work: (stripe: Stripe) => Promise<Value>
): Promise<StripeAnswer<Value>> => {
  const address = new URL(account.base_url || DEFAULT_ADDRESS)
  const timeoutMs = Number(account.settings.timeout_seconds || DEFAULT_TIMEOUT_SECONDS) * 1000
  const results: CallResult[] = []
  const stripe = new Stripe(account.secrets.secret_key ?? "", {
    host: address.hostname,
    port: address.port || (address.protocol === "http:" ? "80" : "443"),
    protocol: address.protocol === "http:" ? "http" : "https",
    httpClient: Stripe.createFetchHttpClient(recordingFetch(account, options, timeoutMs, results)),
    // Ours comes first, and knows whether anything was sent.
    timeout: timeoutMs + 5_000,
    maxNetworkRetries: 0,
    telemetry: false,
  })
  const exchanges = (): Exchange[] => results.map(({ exchange }) => exchange)
  try {
    const value = await work(stripe)
    return { kind: "value", value, exchanges: exchanges() }
  } catch (error) {
    if (isRefusal(error)) {
      return { kind: "refusal", error, exchanges: exchanges() }
    }
    if (!(error instanceof Stripe.errors.StripeError)) {
      throw error
    }
    return { kind: "lost", lost: lostBy(results.at(-1)), exchanges: exchanges() }
  }
}

/** Whether Stripe has signed this body with the account's webhook secret, in the last five minutes. */
export const isSignedByStripe = async (
  account: AccountAccess,
  body: Buffer,
  signature: string
): Promise<boolean> => {
  const stripe = new Stripe(account.secrets.secret_key || "none")
  try {
    await stripe.webhooks.constructEventAsync(body, signature, account.secrets.webhook_secret ?? "")
    return true
  } catch {
    return false
  }
}
