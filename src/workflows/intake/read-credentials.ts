const LONGEST = 200

export type SentCredentials =
  | { ok: true; apiId: string; apiKey: string }
  | { ok: false; status: 401; code: "missing_credentials" | "invalid_credentials"; error: string }

const refuse = (
  code: "missing_credentials" | "invalid_credentials",
  error: string
): SentCredentials => ({ ok: false, status: 401, code, error })

const missing = (): SentCredentials =>
  refuse(
    "missing_credentials",
    "The shop's credentials are missing: send api_id and api_key as Authorization: Basic, or in the field auth."
  )

type Pair = { apiId: string; apiKey: string }

/** `undefined`: no header. `null`: a header that cannot be used. */
const readHeader = (header: string | undefined): Pair | null | undefined => {
  if (header === undefined || header.trim() === "") {
    return undefined
  }
  const encoded = /^basic +([a-z0-9+/_-]+={0,2}) *$/i.exec(header)?.[1]
  const decoded = encoded === undefined ? "" : Buffer.from(encoded, "base64").toString("utf8")
  const colon = decoded.indexOf(":")
  return colon > 0 ? { apiId: decoded.slice(0, colon), apiKey: decoded.slice(colon + 1) } : null
}

const asText = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value).trim() : undefined

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** `undefined`: no credentials in the body. `null`: some that cannot be used. */
const readBody = (body: unknown): Pair | null | undefined => {
  const auth = isRecord(body) && Object.hasOwn(body, "auth") ? body.auth : undefined
  if (auth === undefined || auth === null) {
    return undefined
  }
  if (!isRecord(auth)) {
    return null
  }
  const apiId = asText(auth.api_id)
  const apiKey = asText(auth.api_key)
  const alias = asText(auth.auth_api_key)
  const key = apiKey ?? alias
  const contradicts = apiKey !== undefined && alias !== undefined && apiKey !== alias
  return apiId && key && !contradicts ? { apiId, apiKey: key } : null
}

/**
 * Reads who says to be calling, from the Authorization header (Basic), the body's `auth`, or both if
 * they are equal. Whether the key is right is not looked at here. Nothing sent is repeated in the
 * sentences.
 */
export const readCredentials = (request: {
  authorizationHeader: string | undefined
  body: unknown
}): SentCredentials => {
  const header = readHeader(request.authorizationHeader)
  const body = readBody(request.body)
  if (header === undefined && body === undefined) {
    return missing()
  }
  if (header === null || body === null) {
    return refuse(
      "invalid_credentials",
      "The credentials cannot be read: send api_id and api_key as Authorization: Basic, or in the field auth."
    )
  }
  if (header && body && (header.apiId !== body.apiId || header.apiKey !== body.apiKey)) {
    return refuse(
      "invalid_credentials",
      "The credentials in the Authorization header and in the field auth are not the same."
    )
  }
  const pair = header ?? body
  if (!pair) {
    return missing()
  }
  if (pair.apiId.length > LONGEST || pair.apiKey.length > LONGEST) {
    return refuse("invalid_credentials", "The credentials are not right.")
  }
  return { ok: true, ...pair }
}
