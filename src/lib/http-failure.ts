/** How Node and its HTTP client name a connection that never came about. */
const NOT_CONNECTED: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
])

/** `connected` false is certain: nothing has been sent. */
export type HttpFailure = { connected: boolean; reason: string }

type FetchError = {
  name?: unknown
  message?: unknown
  code?: unknown
  cause?: FetchError
  errors?: FetchError[]
}

const wordOf = (word: unknown): string | null =>
  typeof word === "string" && word !== "" ? word : null

/** What a failed `fetch` was: it hides what happened in the cause of "fetch failed". */
export const httpFailureOf = (thrown: unknown, timeoutMs: number): HttpFailure => {
  const error: FetchError = typeof thrown === "object" && thrown !== null ? thrown : {}
  if (error.name === "TimeoutError") {
    return { connected: true, reason: `no answer in ${timeoutMs / 1000} seconds` }
  }
  const { cause } = error
  // A host with several addresses fails with one error for each of them.
  const code = wordOf(cause?.code) ?? wordOf(cause?.errors?.at(0)?.code)
  return {
    connected: !(code && NOT_CONNECTED.has(code)),
    reason: code ?? wordOf(cause?.message) ?? wordOf(error.message) ?? "the request has failed",
  }
}

/** The body of an answer as text. @throws Error when it is longer than anybody's answer is */
export const readHttpBody = async (response: Response, longest: number): Promise<string> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > longest) {
      throw new Error("the answer is too long")
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}
