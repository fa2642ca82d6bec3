import { XMLParser } from "fast-xml-parser"
import { type CallResult, DEFAULT_TIMEOUT_SECONDS, send } from "../call"
import type { AccountAccess, Exchange, Instrument } from "../processor"
import { scrubberOf } from "../scrub"

const DEFAULT_ADDRESS = "https://secure.nmi.com"

const LISTS = ["nm_response.transaction", "nm_response.transaction.action"]

/** Numbers stay text: ids and amounts are compared, never counted with. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (_name, path) =>
    LISTS.includes(String(path)) || String(path).endsWith("transaction.merchant_defined_field"),
})

/** The XML as an object, or the text itself when it is none. */
export const parseXml = (text: string): unknown => {
  try {
    return parser.parse(text, true)
  } catch {
    return text
  }
}

type Post = {
  purpose: Exchange["purpose"]
  door: "transact.php" | "query.php"
  fields: Readonly<Record<string, string>>
  instrument?: Instrument
}

/**
 * Posts a form to the gateway: the same API under many hosts, so the account says which. Never
 * repeats anything.
 */
export const postToNmi = (
  account: AccountAccess,
  { purpose, door, fields, instrument }: Post
): Promise<CallResult> => {
  const form = new URLSearchParams({
    security_key: account.secrets.security_key ?? "",
    ...fields,
  })
  return send(
    {
      purpose,
      method: "POST",
      url: new URL(`/api/${door}`, account.base_url || DEFAULT_ADDRESS).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: form.toString(),
      timeout_ms: Number(account.settings.timeout_seconds || DEFAULT_TIMEOUT_SECONDS) * 1000,
    },
    scrubberOf(account, instrument),
    door === "query.php" ? parseXml : undefined
  )
}
