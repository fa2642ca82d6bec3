import type { TrackingAccess } from "../tracking-service"

/** What became of a request. */
export type Reply =
  { kind: "answered"; status: number; text: string } | { kind: "lost"; reason: string }

/** No answer is longer; a longer one is none. */
const LONGEST_ANSWER = 5_000_000

const readText = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > LONGEST_ANSWER) {
      throw new Error("the answer is too long")
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}

const reasonOf = (error: unknown): string => {
  const { name, message, cause } = error as { name?: string; message?: string; cause?: unknown }
  const code = (cause as { code?: string } | undefined)?.code
  return name === "TimeoutError" ? "no answer in time" : (code ?? message ?? "the request failed")
}

/** The calls to AfterShip's tracking API. Never throws and never tries again. */
export class AfterShipClient {
  constructor(private readonly access: TrackingAccess) {}

  createTracking(body: { tracking_number: string; slug?: string }): Promise<Reply> {
    return this.call("POST", "/trackings", body)
  }

  listTrackings(numbers: readonly string[]): Promise<Reply> {
    const query = new URLSearchParams({
      tracking_numbers: numbers.join(","),
      limit: String(numbers.length),
    })
    return this.call("GET", `/trackings?${query}`)
  }

  private async call(method: "GET" | "POST", path: string, body?: unknown): Promise<Reply> {
    const { base_url, api_key, timeout_ms } = this.access
    try {
      const response = await fetch(`${base_url.replace(/\/+$/, "")}${path}`, {
        method,
        headers: {
          accept: "application/json",
          "as-api-key": api_key ?? "",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        redirect: "manual",
        signal: AbortSignal.timeout(timeout_ms),
      })
      return { kind: "answered", status: response.status, text: await readText(response) }
    } catch (error) {
      return { kind: "lost", reason: reasonOf(error) }
    }
  }
}
