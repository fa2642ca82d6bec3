import iconv from "iconv-lite"

/** In which letters files come and go. `auto` looks at the bytes. */
export const ENCODINGS = ["utf-8", "utf-16le", "windows-1251", "windows-1252"] as const
export type Encoding = (typeof ENCODINGS)[number]

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf])
const UTF16LE_MARK = Buffer.from([0xff, 0xfe])
const UTF16BE_MARK = Buffer.from([0xfe, 0xff])

/** So many bytes are looked at to find out how a file is written. */
const SAMPLE = 4_096

const beginsWith = (bytes: Buffer, mark: Buffer): boolean =>
  bytes.subarray(0, mark.length).equals(mark)

const isUtf8 = (bytes: Buffer): boolean => {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** Which half of the pairs of bytes is mostly nothing: in UTF-16 it is the same one all along. */
const zeroHalf = (bytes: Buffer): "first" | "second" | null => {
  const sample = bytes.subarray(0, SAMPLE)
  const zeros = [0, 0]
  sample.forEach((byte, index) => {
    zeros[index % 2] += byte === 0 ? 1 : 0
  })
  const many = sample.length / 8
  if (zeros[0] > many && zeros[0] > zeros[1]) {
    return "first"
  }
  return zeros[1] > many ? "second" : null
}

/** How a file without a word about it is written; `old` is what is taken for neither kind of Unicode. */
const guess = (bytes: Buffer, old: Encoding): string => {
  if (beginsWith(bytes, UTF8_MARK)) {
    return "utf-8"
  }
  if (beginsWith(bytes, UTF16LE_MARK)) {
    return "utf-16le"
  }
  if (beginsWith(bytes, UTF16BE_MARK)) {
    return "utf-16be"
  }
  const half = zeroHalf(bytes)
  if (half) {
    return half === "first" ? "utf-16be" : "utf-16le"
  }
  return isUtf8(bytes) ? "utf-8" : old
}

/**
 * The text of a file. A mark at its beginning decides; without one, what is valid Unicode is Unicode,
 * whatever the settings say, and everything else is in the given encoding.
 */
export const decodeText = (bytes: Buffer, old: Encoding): string =>
  iconv.decode(bytes, guess(bytes, old)).replace(/^\uFEFF/, "")

/** The bytes of a text; the Unicode ones carry their mark, by which spreadsheets know them. */
export const encodeText = (text: string, encoding: Encoding): Buffer =>
  iconv.encode(text, encoding, { addBOM: encoding === "utf-8" || encoding === "utf-16le" })
