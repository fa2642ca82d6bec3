import { createHash, timingSafeEqual } from "node:crypto"
import SftpClient from "ssh2-sftp-client"
import { numberOf, textOf } from "../settings"
import type { SupplierAccess } from "../supplier"

/** Why a connection did not come about, in words for a person. */
export class NotConnected extends Error {}

const CONNECT_SECONDS = 20
const DEFAULT_WORK_SECONDS = 60

/** The fingerprint of a server's key as `ssh-keygen -l` writes it. */
export const fingerprintOf = (key: Buffer): string =>
  `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`

const isSame = (one: string, other: string): boolean => {
  const [first, second] = [Buffer.from(one), Buffer.from(other)]
  return first.length === second.length && timingSafeEqual(first, second)
}

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/^\w+: /, "").slice(0, 300)

/** What failed on the server, without the names of our own calls. */
export const sftpWords = (error: unknown): string => messageOf(error)

const withTimeLimit = async <Result>(
  seconds: number,
  work: Promise<Result>,
  cut: () => void
): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined
  const overdue = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      cut()
      reject(new Error(`no answer in ${seconds} seconds`))
    }, seconds * 1000)
  })
  try {
    return await Promise.race([work, overdue])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Works on a supplier's server with one connection that is closed afterwards. The server has to show
 * the key that was entered for it: whoever else answers there gets neither password nor parcels.
 *
 * @throws NotConnected when nothing could be done at all; whatever `work` throws
 */
export const withSftp = async <Result>(
  { settings, secrets }: SupplierAccess,
  work: (client: SftpClient) => Promise<Result>
): Promise<Result> => {
  const expected = textOf(settings, "host_key")
  let shown = ""
  // An error of the connection between two calls belongs to nobody; the next call tells it.
  const silent = (): void => undefined
  const client = new SftpClient("supplier", { error: silent, end: silent, close: silent })
  try {
    await client.connect({
      host: textOf(settings, "host"),
      port: numberOf(settings, "port", 22),
      username: textOf(settings, "user"),
      ...(secrets.private_key
        ? { privateKey: secrets.private_key, passphrase: secrets.passphrase }
        : { password: secrets.password ?? "" }),
      readyTimeout: CONNECT_SECONDS * 1000,
      hostVerifier: (key: Buffer) => {
        shown = fingerprintOf(key)
        return isSame(shown, expected)
      },
    })
  } catch (error) {
    await client.end().catch(silent)
    if (shown !== "" && !isSame(shown, expected)) {
      throw new NotConnected(
        expected === ""
          ? `The server shows the key ${shown}. Compare it with the supplier's word and enter it.`
          : `The server shows another key than the one entered: ${shown}. It may not be the supplier's.`
      )
    }
    throw new NotConnected(sftpWords(error))
  }
  const seconds = numberOf(settings, "timeout_seconds", DEFAULT_WORK_SECONDS)
  try {
    return await withTimeLimit(seconds, work(client), () => void client.end().catch(silent))
  } finally {
    await client.end().catch(silent)
  }
}
