const TIMEOUT_MS = 5_000

/** A letter that the demo's mail catcher has kept. */
export type CaughtMessage = {
  id: string
  at: string
  from: string
  to: string[]
  subject: string
  message_id: string
  size: number
}

export type CaughtLetter = CaughtMessage & {
  headers: string[]
  html: string | null
  text: string | null
}

/** Asks the mail catcher of the demo. @returns null where it has nothing of the kind @throws Error */
const ask = async <Result>(url: string, route: string): Promise<Result | null> => {
  const response = await fetch(`${url}${route}`, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (response.status === 404) {
    return null
  }
  if (!response.ok) {
    throw new Error(`The mail catcher answers ${response.status}.`)
  }
  const result: Result = JSON.parse(await response.text())
  return result
}

/** What the catcher has kept, the newest first. */
export const listCaught = async (
  url: string,
  { to, limit }: { to?: string; limit: number }
): Promise<{ messages: CaughtMessage[]; count: number }> => {
  const query = new URLSearchParams({ limit: String(limit), ...(to ? { to } : {}) })
  const found = await ask<{ messages: CaughtMessage[]; count: number }>(url, `/messages?${query}`)
  return found ?? { messages: [], count: 0 }
}

/** One letter as it came in, without its raw bytes. */
export const readCaught = async (url: string, id: string): Promise<CaughtLetter | null> => {
  const found = await ask<{ message: CaughtLetter & { raw?: string } }>(
    url,
    `/messages/${encodeURIComponent(id)}`
  )
  if (!found) {
    return null
  }
  const { raw: _raw, ...letter } = found.message
  return letter
}
