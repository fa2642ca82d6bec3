import { httpFailureOf, readHttpBody } from "../../lib/http-failure"
import type { Answer, Exchange } from "./processor"
import type { Scrubber } from "./scrub"

/** One HTTP request to a processor. */
export type Call = {
  purpose: Exchange["purpose"]
  method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH"
  url: string
  headers: Readonly<Record<string, string>>
  body: string | null
  timeout_ms: number
}

/**
 * What became of a request. `not_sent` is certain: no connection came about, so the processor has
 * seen nothing. After `no_answer` it may have done everything or nothing.
 */
export type CallResult =
  | { kind: "answered"; status: number; text: string; exchange: Exchange }
  | { kind: "not_sent"; reason: string; exchange: Exchange }
  | { kind: "no_answer"; reason: string; exchange: Exchange }

/** What a processor is given to answer a card payment; its own timeout is usually shorter. */
export const DEFAULT_TIMEOUT_SECONDS = 30

/** No answer of a processor is longer; a longer one is none. */
const LONGEST_ANSWER = 1_000_000

/** A body as an object where it is one, so that fields can be hidden by their names. */
const parsedBody = (text: string | null, headers: Readonly<Record<string, string>>): unknown => {
  if (text === null || text === "") {
    return null
  }
  if (/^\s*[[{]/.test(text)) {
    try {
      return JSON.parse(text)
    } catch {
      return text
    }
  }
  const isForm =
    /urlencoded/.test(headers["content-type"] ?? "") || /^[\w[\]%.-]+=[^<]*$/.test(text)
  return isForm ? Object.fromEntries(new URLSearchParams(text)) : text
}

/**
 * Sends one request and tells what became of it; never throws and never tries again. The exchange
 * it records is scrubbed. `parse` makes an object of an answer that is neither JSON nor a form.
 */
export const send = async (
  call: Call,
  scrubber: Scrubber,
  parse?: (text: string) => unknown
): Promise<CallResult> => {
  const startedAt = new Date()
  const exchange = (
    answer: Pick<Exchange, "response_status" | "response" | "error">
  ): Exchange => ({
    purpose: call.purpose,
    method: call.method,
    url: scrubber.text(call.url),
    request: scrubber.value(parsedBody(call.body, call.headers)),
    ...answer,
    started_at: startedAt,
    duration_ms: Date.now() - startedAt.getTime(),
  })
  try {
    const response = await fetch(call.url, {
      method: call.method,
      headers: { ...call.headers },
      body: call.body,
      redirect: "manual",
      signal: AbortSignal.timeout(call.timeout_ms),
    })
    const text = await readHttpBody(response, LONGEST_ANSWER)
    const parsed = parse ? parse(text) : parsedBody(text, Object.fromEntries(response.headers))
    return {
      kind: "answered",
      status: response.status,
      text,
      exchange: exchange({
        response_status: response.status,
        response: scrubber.value(parsed),
        error: null,
      }),
    }
  } catch (error) {
    const { connected, reason } = httpFailureOf(error, call.timeout_ms)
    return {
      kind: connected ? "no_answer" : "not_sent",
      reason,
      exchange: exchange({ response_status: null, response: null, error: scrubber.text(reason) }),
    }
  }
}

/** What to say of a call that has no readable answer. */
export type Lost = {
  /** A key of COMMON_CODES. */
  code: "not_reached" | "no_answer" | "unreadable_answer"
  message: string
}

/**
 * Turns whatever became of a call into an answer: `read` makes a view of what was answered, null
 * when it cannot be read for certain; `lost` makes one of everything else.
 */
export const answerOf = <View>(
  result: CallResult,
  read: (status: number, text: string) => View | null,
  lost: (what: Lost) => View
): Answer<View> => {
  const exchanges = [result.exchange]
  if (result.kind === "not_sent") {
    return { view: lost({ code: "not_reached", message: result.reason }), exchanges }
  }
  if (result.kind === "no_answer") {
    return { view: lost({ code: "no_answer", message: result.reason }), exchanges }
  }
  const view = read(result.status, result.text)
  return {
    view:
      view ??
      lost({ code: "unreadable_answer", message: `An answer with status ${result.status}` }),
    exchanges,
  }
}
