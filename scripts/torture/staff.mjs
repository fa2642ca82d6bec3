import { setTimeout as sleep } from "node:timers/promises"

/** How long somebody goes on trying while the server is away, which is long on a busy machine. */
const PATIENCE_MS = 300_000
const PAUSE_MS = 500

/** What a request is answered with while the server is being killed and started. */
const isAway = (status) => status === 502 || status === 503

/**
 * Sends a request until somebody answers: a killed server comes back. What it did before it was
 * killed, it may have done.
 */
export const persist = async (url, options) => {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      const response = await fetch(url, { ...options, signal: AbortSignal.timeout(40_000) })
      const text = await response.text()
      if (!isAway(response.status) || Date.now() > until) {
        return {
          status: response.status,
          text,
          body: text.startsWith("{") ? JSON.parse(text) : null,
        }
      }
    } catch (error) {
      if (Date.now() > until) {
        throw error
      }
    }
    await sleep(PAUSE_MS)
  }
}

/** The staff API as a person of the demo; counts how it answers. */
export const signIn = async (url, demo, role) => {
  const { email, password } = demo.staff.find((member) => member.role === role)
  const headers = { "content-type": "application/json" }
  const { body } = await persist(`${url}/auth/user/emailpass`, {
    ...{ method: "POST", headers },
    body: JSON.stringify({ email, password }),
  })
  const answers = {}
  const signed = { ...headers, authorization: `Bearer ${body.token}` }
  const post = async (path, value) => {
    const answer = await persist(`${url}${path}`, {
      method: "POST",
      headers: signed,
      body: JSON.stringify(value),
    })
    answers[answer.status] = (answers[answer.status] ?? 0) + 1
    return answer
  }
  return {
    answers,
    post,
    read: async (path) => (await persist(`${url}${path}`, { headers: signed })).body,
    /** @throws Error unless it is done */
    must: async (path, value) => {
      const answer = await post(path, value)
      if (answer.status >= 300) {
        throw new Error(`${path} answers ${answer.status}: ${answer.text}`)
      }
      return answer.body
    },
  }
}
