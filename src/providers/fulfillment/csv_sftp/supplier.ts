import { createHash } from "node:crypto"
import path from "node:path/posix"
import { setTimeout as pause } from "node:timers/promises"
import type SftpClient from "ssh2-sftp-client"
import { ANSWER_FILE_FIELDS, answerFileFaults, readAnswerFile } from "../answer-files"
import { ORDER_FILE_FIELDS, parcelFileFaults, writeParcelFile } from "../csv-files"
import { decodeText } from "../file-text"
import { numberOf, textOf, withFaults, type Settings } from "../settings"
import type {
  CollectedFile,
  HandOverBatch,
  HandOverResult,
  ParcelAnswer,
  SettingField,
  Supplier,
  SupplierAccess,
} from "../supplier"
import { NotConnected, sftpWords, withSftp } from "./connection"

const BATCH = 200

/** No answer file is larger; a larger one is left where it is and told. */
const LARGEST_FILE = 8_000_000

/** So many files are fetched at a time; the others wait for the next look. */
const MOST_FILES = 50

/** Names under which programs write what is not complete yet. */
const UNFINISHED = /(^\.|\.(tmp|part|filepart|partial|upload|swp)$|~$)/i

const DEFAULT_SETTLE_SECONDS = 2

const field = (
  name: string,
  kind: SettingField["kind"],
  more: Partial<SettingField> = {}
): SettingField => ({ name, label: name, kind, required: false, ...more })

const FIELDS: readonly SettingField[] = [
  field("host", "text", { required: true }),
  field("port", "number", { default: 22 }),
  field("user", "text", { required: true }),
  field("password", "secret"),
  field("private_key", "secret"),
  field("passphrase", "secret"),
  field("host_key", "text"),
  field("folder_out", "text", { required: true, default: "orders" }),
  field("folder_taken", "text"),
  field("folder_in", "text", { default: "answers" }),
  field("folder_done", "text", { default: "answers/done" }),
  field("timeout_seconds", "number", { default: 60 }),
  field("settle_seconds", "number", { default: DEFAULT_SETTLE_SECONDS }),
  ...ORDER_FILE_FIELDS,
  ...ANSWER_FILE_FIELDS,
]

const HOST_KEY = /^SHA256:[A-Za-z0-9+/]{43}$/

const folderFault = (settings: Settings, name: string): string | null =>
  textOf(settings, name).split("/").includes("..") ? "A folder without .. in it." : null

const rangeFault = (
  settings: Settings,
  name: string,
  least: number,
  most: number
): string | null => {
  const number = numberOf(settings, name, least)
  return number >= least && number <= most ? null : `A number from ${least} to ${most}.`
}

const checkSettings = (settings: Settings): Record<string, string> =>
  withFaults(parcelFileFaults(FIELDS, settings), {
    ...answerFileFaults(settings),
    host: /^[A-Za-z0-9.:[\]_-]*$/.test(textOf(settings, "host")) ? null : "A name or an address.",
    host_key:
      HOST_KEY.test(textOf(settings, "host_key")) || textOf(settings, "host_key") === ""
        ? null
        : "The fingerprint of the server's key, SHA256:…, as the check shows it.",
    folder_out: folderFault(settings, "folder_out"),
    folder_taken: folderFault(settings, "folder_taken"),
    folder_in: folderFault(settings, "folder_in"),
    folder_done: folderFault(settings, "folder_done"),
    port: rangeFault(settings, "port", 1, 65_535),
    timeout_seconds: rangeFault(settings, "timeout_seconds", 5, 600),
    settle_seconds: rangeFault(settings, "settle_seconds", 0, 60),
  })

const digestOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex")

const isFile = async (client: SftpClient, place: string): Promise<boolean> =>
  (await client.exists(place)) === "-"

const readWhole = async (client: SftpClient, place: string): Promise<Buffer> => {
  const content = await client.get(place)
  if (!Buffer.isBuffer(content)) {
    throw new Error(`${place} could not be read`)
  }
  return content
}

/** Nothing has been handed over, and why. */
class NotHandedOver extends Error {}

type OrderFile = { name: string; bytes: Buffer; numbers: readonly string[] }

/**
 * A file of this name that lies with the supplier already: it has been handed over, since nobody else
 * writes such names and none is there before it is complete. Null when there is none.
 */
const fileThere = async (
  client: SftpClient,
  settings: Settings,
  name: string
): Promise<Buffer | null> => {
  for (const folder of [
    textOf(settings, "folder_out", "orders"),
    textOf(settings, "folder_taken"),
  ]) {
    const place = folder === "" ? "" : path.join(folder, name)
    if (place !== "" && (await isFile(client, place))) {
      return readWhole(client, place)
    }
  }
  return null
}

/** `…-P1` is not in a text that only holds `…-P12`. */
const namesParcel = (text: string, number: string): boolean => {
  const at = text.indexOf(number)
  return (
    at >= 0 &&
    (!/\d/.test(text[at + number.length] ?? "") || namesParcel(text.slice(at + 1), number))
  )
}

/**
 * Puts a file where the supplier takes it, complete or not at all: under a temporary name first, then
 * renamed. One that he has already is not written a second time, nor over.
 *
 * @returns the parcels that he has; all of them, unless an earlier file of this name had others
 */
const putFile = async (
  client: SftpClient,
  settings: Settings,
  { name, bytes, numbers }: OrderFile,
  beforeNaming: () => void
): Promise<readonly string[]> => {
  const there = await fileThere(client, settings, name)
  if (there) {
    const text = decodeText(there, "windows-1251")
    return there.equals(bytes) ? numbers : numbers.filter((number) => namesParcel(text, number))
  }
  const place = path.join(textOf(settings, "folder_out", "orders"), name)
  const draft = `${place}.tmp`
  await client.put(bytes, draft)
  const { size } = await client.stat(draft)
  if (size !== bytes.length) {
    throw new NotHandedOver(`The server has kept ${size} of ${bytes.length} bytes.`)
  }
  beforeNaming()
  await client.rename(draft, place)
  return numbers
}

const answersFor = (
  numbers: readonly string[],
  outcome: ParcelAnswer["outcome"],
  message: string | null
): ParcelAnswer[] =>
  numbers.map((number) => ({ number, outcome, reference: null, message, tracking: [] }))

const handOver = async (access: SupplierAccess, batch: HandOverBatch): Promise<HandOverResult> => {
  const { settings } = access
  const name = `${batch.name}.csv`
  const bytes = writeParcelFile(settings, batch)
  const numbers = batch.parcels.map(({ number }) => number)
  const at = new Date()
  const told = (outcome: string) => [
    {
      at,
      what: `file ${name} (${batch.parcels.length} parcels, sha256 ${digestOf(bytes).slice(0, 12)}…)`,
      outcome,
      duration_ms: Date.now() - at.getTime(),
    },
  ]
  // Until the rename nobody else can see the file; from then on only looking again tells.
  let isNamed = false
  try {
    const file = { name, bytes, numbers }
    const there = await withSftp(access, (client) =>
      putFile(client, settings, file, () => (isNamed = true))
    )
    const isAll = there.length === numbers.length
    return {
      answers: answersFor(there, "taken", null),
      exchanges: told(isAll ? "it lies there" : `lies there with ${there.length} of them only`),
      failure: isAll ? null : `Another file named ${name} lies there: nothing was written over it.`,
    }
  } catch (error) {
    const words = sftpWords(error)
    return isNamed && !(error instanceof NotConnected)
      ? {
          answers: answersFor(numbers, "unknown", words),
          exchanges: told(`nobody knows: ${words}`),
          failure: null,
        }
      : { answers: [], exchanges: told(`not written: ${words}`), failure: words }
  }
}

type Listed = { name: string; size: number; modifyTime: number }

const listFiles = async (client: SftpClient, folder: string): Promise<Listed[]> =>
  (await client.list(folder))
    .filter(({ type, name }) => type === "-" && !UNFINISHED.test(name))
    .map(({ name, size, modifyTime }) => ({ name, size, modifyTime }))
    .sort((one, other) => one.name.localeCompare(other.name))

/** Files that have not grown between two looks: what is still being written is left alone. */
const settledFiles = async (
  client: SftpClient,
  folder: string,
  seconds: number
): Promise<Listed[]> => {
  const before = await listFiles(client, folder)
  if (before.length === 0) {
    return []
  }
  await pause(seconds * 1000)
  const after = new Map((await listFiles(client, folder)).map((file) => [file.name, file]))
  return before.filter(({ name, size, modifyTime }) => {
    const now = after.get(name)
    return now?.size === size && now.modifyTime === modifyTime
  })
}

const collect: NonNullable<Supplier["collect"]> = async (access) => {
  const { settings } = access
  const folder = textOf(settings, "folder_in", "answers")
  const seconds = numberOf(settings, "settle_seconds", DEFAULT_SETTLE_SECONDS)
  const files: CollectedFile[] = []
  try {
    const tooLarge = await withSftp(access, async (client) => {
      const settled = await settledFiles(client, folder, seconds)
      for (const { name, size } of settled.slice(0, MOST_FILES)) {
        if (size <= LARGEST_FILE) {
          const place = path.join(folder, name)
          files.push({ name, path: place, bytes: await readWhole(client, place) })
        }
      }
      return settled.find(({ size }) => size > LARGEST_FILE)
    })
    return {
      files,
      failure: tooLarge ? `The file ${tooLarge.name} is too large: ${tooLarge.size} bytes.` : null,
    }
  } catch (error) {
    // What was fetched before the connection broke is complete and is used.
    return { files, failure: sftpWords(error) }
  }
}

/** A name under which nothing lies yet: a supplier may use the same one every day. */
const freeName = async (client: SftpClient, folder: string, name: string): Promise<string> => {
  for (let turn = 0; ; turn += 1) {
    const place = path.join(folder, turn === 0 ? name : `${name}.${turn}`)
    if (!(await client.exists(place))) {
      return place
    }
  }
}

const putAway: NonNullable<Supplier["putAway"]> = async (access, place) => {
  const folder = textOf(access.settings, "folder_done", "answers/done")
  await withSftp(access, async (client) => {
    if (await isFile(client, place)) {
      if (!(await client.exists(folder))) {
        await client.mkdir(folder, true)
      }
      await client.rename(place, await freeName(client, folder, path.basename(place)))
    }
  })
}

const check: NonNullable<Supplier["check"]> = async (access) => {
  const { settings } = access
  const wanted = ["folder_out", "folder_in"].map((name) => textOf(settings, name)).filter(Boolean)
  try {
    const missing = await withSftp(access, async (client) => {
      const found = await Promise.all(wanted.map((folder) => client.exists(folder)))
      return wanted.filter((_folder, index) => found[index] !== "d")
    })
    return missing.length === 0
      ? { ok: true, words: "The server lets us in and the folders are there." }
      : { ok: false, words: `The server lets us in, but there is no folder ${missing.join(", ")}.` }
  } catch (error) {
    return { ok: false, words: sftpWords(error) }
  }
}

/** A supplier who takes files from a server by SFTP and leaves his answers there. */
export const csvSftpSupplier: Supplier = {
  name: "csv_sftp",
  title: "CSV over SFTP",
  capabilities: {
    batch: BATCH,
    by_hand: false,
    cancel: false,
    ask: false,
    answers: ["files", "upload"],
  },
  fields: FIELDS,
  checkSettings,
  handOver,
  check,
  collect,
  putAway,
  readAnswers: readAnswerFile,
}
