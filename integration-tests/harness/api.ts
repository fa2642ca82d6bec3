import type { DemoFacts } from "../../src/scripts/seed-demo"
import type { TestServer } from "./server"

export type Role = DemoFacts["staff"][number]["role"]

/** An answer. A test names the shape of the body that it relies on. */
export type Answer<Body = Record<string, unknown>> = {
  status: number
  headers: Headers
  text: string
  /** The parsed JSON; reading it throws when the answer is not JSON. */
  body: Body
}

export type RequestOptions = {
  headers?: Record<string, string>
  /** Objects go as JSON, strings as they stand. */
  body?: unknown
  redirect?: RequestInit["redirect"]
}

type Headings = Record<string, string>

export type Api = {
  request: <Body = Record<string, unknown>>(
    method: string,
    path: string,
    options?: RequestOptions
  ) => Promise<Answer<Body>>
  get: <Body = Record<string, unknown>>(path: string, headers?: Headings) => Promise<Answer<Body>>
  post: <Body = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: Headings
  ) => Promise<Answer<Body>>
  delete: <Body = Record<string, unknown>>(
    path: string,
    headers?: Headings
  ) => Promise<Answer<Body>>
}

/** Talks to a server, with the same headers on every request (e.g. those of `login`). */
export const api = (server: Pick<TestServer, "url">, common: Record<string, string> = {}): Api => {
  const request = async <Body>(
    method: string,
    path: string,
    { headers, body, redirect }: RequestOptions = {}
  ): Promise<Answer<Body>> => {
    const asJson = body !== undefined && typeof body !== "string"
    const response = await fetch(`${server.url}${path}`, {
      method,
      redirect: redirect ?? "manual",
      headers: {
        ...(asJson ? { "content-type": "application/json" } : {}),
        ...common,
        ...headers,
      },
      body: typeof body === "string" ? body : asJson ? JSON.stringify(body) : undefined,
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      text,
      get body(): Body {
        return JSON.parse(text)
      },
    }
  }
  return {
    request,
    get: (path, headers) => request("GET", path, { headers }),
    post: (path, body, headers) => request("POST", path, { body, headers }),
    delete: (path, headers) => request("DELETE", path, { headers }),
  }
}

/** The e-mail address and password of a demo person. */
export const credentialsOf = (
  server: Pick<TestServer, "demo">,
  role: Role
): { email: string; password: string } => {
  const person = server.demo.staff.find((member) => member.role === role)
  if (!person) {
    throw new Error(`The demo has no ${role}.`)
  }
  return { email: person.email, password: person.password }
}

/** A bearer token of a demo person. */
export const tokenOf = async (server: TestServer, role: Role): Promise<string> => {
  const answer = await api(server).post<{ token: string }>(
    "/auth/user/emailpass",
    credentialsOf(server, role)
  )
  if (answer.status !== 200) {
    throw new Error(`The ${role} cannot sign in: ${answer.status} ${answer.text}`)
  }
  return answer.body.token
}

/** The staff API as a demo person, signed in with a bearer token. */
export const login = async (server: TestServer, role: Role): Promise<Api> =>
  api(server, { authorization: `Bearer ${await tokenOf(server, role)}` })

/**
 * The staff API as a demo person, signed in with a session cookie as the pages do.
 * `headers` go with the two sign-in requests.
 */
export const loginWithCookie = async (
  server: TestServer,
  role: Role,
  headers: Record<string, string> = {}
): Promise<{ api: Api; cookie: string; setCookie: string }> => {
  const token = await tokenOf(server, role)
  const answer = await api(server).post("/auth/session", undefined, {
    authorization: `Bearer ${token}`,
    ...headers,
  })
  const setCookie = answer.headers.get("set-cookie") ?? ""
  const cookie = setCookie.split(";")[0] ?? ""
  return { api: api(server, { cookie }), cookie, setCookie }
}
