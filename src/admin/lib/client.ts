import type { OrderEvent } from "../types/orders"
import { changedOrder, noteTold, seenOf } from "./seen-orders"

/** A field the server refused, in the words of the staff API. */
export type FieldFault = { path: string; message: string }

type ErrorBody = {
  code?: string
  error?: string
  message?: string
  fields?: FieldFault[]
  /** Of `stale_order`: what has happened since, and up to where. */
  changes?: OrderEvent[]
  seen?: string
}

/**
 * What the staff API answers when it refuses: `message` is a sentence for a person, `code` a word
 * for the program. A server that could not be reached has status 0 and code `offline`.
 */
export class CrmError extends Error {
  readonly status: number
  readonly code: string
  readonly fields: FieldFault[]
  /** What has happened to the order meanwhile, where that is why. */
  readonly changes: OrderEvent[]

  constructor(status: number, body: ErrorBody) {
    super(body.error ?? body.message ?? "")
    this.name = "CrmError"
    this.status = status
    this.code = body.code ?? "unknown"
    this.fields = body.fields ?? []
    this.changes = body.changes ?? []
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
  method?: "GET" | "POST" | "DELETE"
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

const call = async (path: string, options: RequestInit, order?: string): Promise<Response> => {
  let response: Response
  try {
    response = await fetch(path, { credentials: "include", ...options })
  } catch (cause) {
    if (options.signal?.aborted) {
      throw cause
    }
    throw new CrmError(0, { code: "offline" })
  }
  if (!response.ok) {
    const body = await readBody(response)
    if (order && body.code === "stale_order" && body.seen) {
      noteTold(order, body.seen)
    }
    throw new CrmError(response.status, body)
  }
  return response
}

/** A file that the server makes on demand, and the name it gives it. */
export type Download = { blob: Blob; name: string }

/** The name in `attachment; filename="parcels.xlsx"`. */
const nameIn = (disposition: string | null): string =>
  /filename="([^"]+)"/.exec(disposition ?? "")?.[1] ?? "download"

/**
 * Fetches a file by a request that changes something: a link would be followed again by a reload.
 * @throws CrmError when the server refuses or cannot be reached.
 */
export const download = async (path: string, body: object): Promise<Download> => {
  const response = await call(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  })
  return {
    blob: await response.blob(),
    name: nameIn(response.headers.get("content-disposition")),
  }
}

/**
 * Calls any route of this server.
 * @throws CrmError when the server refuses or cannot be reached.
 */
export const send = async <T>(path: string, options: RequestOptions = {}): Promise<T> => {
  const { method = "GET", query = {}, body, headers, signal } = options
  const order = method === "POST" ? changedOrder(path) : undefined
  const seen = order && seenOf(order)
  const response = await call(
    `${path}${toSearch(query)}`,
    {
      method,
      signal,
      headers: {
        ...(body ? { "content-type": "application/json" } : {}),
        ...(seen ? { "x-order-seen": seen } : {}),
        ...headers,
      },
      body: body ? JSON.stringify(body) : undefined,
    },
    order
  )
  return (await response.json()) as T
}
