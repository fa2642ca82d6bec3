/** A field the server refused, in the words of the staff API. */
export type FieldFault = { path: string; message: string }

type ErrorBody = { code?: string; error?: string; message?: string; fields?: FieldFault[] }

/**
 * What the staff API answers when it refuses: `message` is a sentence for a person, `code` a word
 * for the program. A server that could not be reached has status 0 and code `offline`.
 */
export class CrmError extends Error {
  readonly status: number
  readonly code: string
  readonly fields: FieldFault[]

  constructor(status: number, body: ErrorBody) {
    super(body.error ?? body.message ?? "")
    this.name = "CrmError"
    this.status = status
    this.code = body.code ?? "unknown"
    this.fields = body.fields ?? []
  }
}

export type QueryValue = string | number | boolean | string[] | null | undefined
export type Query = Record<string, QueryValue>

/** Lists become repeated `name[]` parameters; what is empty is left out. */
export const toSearch = (query: Query): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) {
      value.forEach((entry) => search.append(`${name}[]`, entry))
    } else if (value !== undefined && value !== null && value !== "") {
      search.set(name, String(value))
    }
  }
  const text = search.toString()
  return text ? `?${text}` : ""
}

const readBody = async (response: Response): Promise<ErrorBody> => {
  try {
    return (await response.json()) as ErrorBody
  } catch {
    // A proxy in front of the server may answer a page instead of JSON: the status tells enough.
    return {}
  }
}

type RequestOptions = {
  method?: "GET" | "POST"
  query?: Query
  body?: object
  headers?: Record<string, string>
  signal?: AbortSignal
}

/**
 * Calls the staff API with the session of the person who is signed in.
 * @throws CrmError when the server refuses or cannot be reached.
 */
export const request = async <T>(path: string, options: RequestOptions = {}): Promise<T> =>
  send<T>(`/admin/crm${path}`, options)

const answerOf = async (path: string, options: RequestOptions): Promise<Response> => {
  const { method = "GET", query = {}, body, headers, signal } = options
  let response: Response
  try {
    response = await fetch(`${path}${toSearch(query)}`, {
      method,
      credentials: "include",
      signal,
      headers: { ...(body ? { "content-type": "application/json" } : {}), ...headers },
      body: body ? JSON.stringify(body) : undefined,
    })
  } catch (cause) {
    if (signal?.aborted) {
      throw cause
    }
    throw new CrmError(0, { code: "offline" })
  }
  if (!response.ok) {
    throw new CrmError(response.status, await readBody(response))
  }
  return response
}

/**
 * Calls any route of this server.
 * @throws CrmError when the server refuses or cannot be reached.
 */
export const send = async <T>(path: string, options: RequestOptions = {}): Promise<T> =>
  (await (await answerOf(path, options)).json()) as T

/** The name under which an answer wants to be kept. */
const fileNameOf = (response: Response): string =>
  /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "download"

/**
 * Calls a route of the staff API that answers a file, and has the browser keep it.
 * @throws CrmError when the server refuses or cannot be reached.
 */
export const download = async (path: string, options: RequestOptions = {}): Promise<void> => {
  const response = await answerOf(`/admin/crm${path}`, options)
  const url = URL.createObjectURL(await response.blob())
  const link = Object.assign(document.createElement("a"), {
    href: url,
    download: fileNameOf(response),
  })
  link.click()
  URL.revokeObjectURL(url)
}
