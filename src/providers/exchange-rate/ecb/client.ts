const TIMEOUT_MS = 10_000
/** The file has about 1.5 kB. */
const LONGEST_BYTES = 100_000

/** The whole body as text. @throws Error as soon as it is longer than the file can be */
const readShortBody = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > LONGEST_BYTES) {
      throw new Error("The answer is much longer than the daily file of the European Central Bank.")
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}

/** What went wrong, for people; `fetch` hides the reason in the cause of "fetch failed". */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) {
    return String(error)
  }
  if (error.name === "TimeoutError") {
    return `no answer in ${TIMEOUT_MS / 1000} seconds`
  }
  const cause: unknown = error.cause
  return cause instanceof Error ? cause.message || cause.name : error.message
}

/**
 * Fetches the daily file of the European Central Bank.
 *
 * @throws Error when it cannot be reached in ten seconds or does not answer with a file
 */
export const fetchEcbDailyFile = async (url: string): Promise<string> => {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const answer = async (): Promise<[Response, string]> => {
    const response = await fetch(url, {
      signal,
      redirect: "error",
      headers: { accept: "application/xml, text/xml" },
    })
    return [response, response.ok ? await readShortBody(response) : ""]
  }
  const [response, text] = await answer().catch((error: unknown) => {
    throw new Error(`The European Central Bank cannot be reached: ${reasonOf(error)}.`)
  })
  if (!response.ok) {
    throw new Error(`The European Central Bank answered ${response.status}.`)
  }
  return text
}
