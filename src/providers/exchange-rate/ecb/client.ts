const TIMEOUT_MS = 10_000
/** The file has about 1.5 kB. */
const LONGEST = 100_000

/**
 * Fetches the daily file of the European Central Bank.
 *
 * @throws Error when it cannot be reached in ten seconds or does not answer with a file
 */
export const fetchEcbDailyFile = async (url: string): Promise<string> => {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
    redirect: "error",
    headers: { accept: "application/xml, text/xml" },
  })
  if (!response.ok) {
    throw new Error(`The European Central Bank answered ${response.status}.`)
  }
  const text = await response.text()
  if (text.length > LONGEST) {
    throw new Error("The European Central Bank answered something much longer than its daily file.")
  }
  return text
}
