import { readEnvironment } from "../../../lib/environment"
import { notFound, Problem } from "../../../lib/problem"
import { listCaught, readCaught } from "../../../providers/notification/catcher"

/** Where the catcher is read; there is one in the demo only. @throws Problem 404 */
const catcherUrl = (): string => {
  const url = readEnvironment().T3_MAIL_CATCHER_URL
  if (!url) {
    throw notFound("mail catcher: letters go to real mail servers here")
  }
  return url
}

const away = (): Problem =>
  new Problem(503, "catcher_away", "The mail catcher of the demo does not answer.")

/** What the demo's mail catcher has kept, the newest first. @throws Problem 404 without one, 503 */
export const listCaughtMail = async (query: { to?: string; limit: number }) => {
  const url = catcherUrl()
  try {
    return await listCaught(url, query)
  } catch {
    throw away()
  }
}

/** One letter that the catcher has kept. @throws Problem 404, 503 */
export const readCaughtMail = async (id: string) => {
  const url = catcherUrl()
  const letter = await readCaught(url, id).catch(() => {
    throw away()
  })
  if (!letter) {
    throw notFound("letter")
  }
  return letter
}
