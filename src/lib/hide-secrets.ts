import { maskCardNumbers } from "./card-numbers"

const SECRET_NAMES = "api_?key|card_?cvv|cvv|cvc|card_?number|account_?number|password"

/** `name=value` of a query string or form, also percent-encoded brackets around the name. */
const IN_FORM = new RegExp(`((?:${SECRET_NAMES})(?:\\]|%5D)?=)[^&\\s"']+`, "gi")

/** `"name":"value"` of JSON, also when the JSON is itself quoted inside a string. */
const IN_JSON = new RegExp(`((?:${SECRET_NAMES})\\\\*"\\s*:\\s*)(\\\\*"[^"\\\\]*\\\\*"|\\d+)`, "gi")

/** The text without card numbers, keys, passwords and CVVs: what may be written to a log. */
export const hideSecrets = (text: string): string =>
  maskCardNumbers(text).replace(IN_FORM, "$1***").replace(IN_JSON, '$1"***"')

type Write = NodeJS.WriteStream["write"]

/**
 * Makes everything that this process prints pass `hideSecrets`. The logger does so by itself; this
 * is the net under libraries that print on their own.
 */
export const hideSecretsInOutput = (stream: NodeJS.WriteStream): void => {
  const write: Write = stream.write.bind(stream)
  const hidden = (chunk: string | Uint8Array): string =>
    hideSecrets(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"))
  stream.write = (
    chunk: string | Uint8Array,
    encodingOrDone?: BufferEncoding | ((error?: Error | null) => void),
    done?: (error?: Error | null) => void
  ): boolean =>
    typeof encodingOrDone === "function"
      ? write(hidden(chunk), encodingOrDone)
      : write(hidden(chunk), encodingOrDone, done)
}
