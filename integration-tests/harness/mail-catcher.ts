import { spawn } from "node:child_process"
import path from "node:path"
import { createInterface } from "node:readline"

export type CaughtMessage = {
  id: string
  at: string
  from: string
  to: string[]
  subject: string
  /** Without its brackets. */
  message_id: string
  size: number
}

export type CaughtLetter = CaughtMessage & {
  headers: string[]
  html: string | null
  text: string | null
  raw: string
}

/** How the catcher fails on demand; integration-tests/simulators/README.md says what each does. */
export type MailFault =
  | "down"
  | "slow"
  | "slow_greeting"
  | "4xx"
  | "5xx"
  | "reject_rcpt"
  | "reject_sender"
  | "busy"
  | "cut_in_data"
  | "cut_after_data"
  | "hang_after_data"

export type MailCatcher = {
  smtpUrl: string
  url: string
  port: number
  /** What has come, the newest first. */
  messages: (query?: { to?: string; subject?: string; limit?: number }) => Promise<CaughtMessage[]>
  letter: (id: string) => Promise<CaughtLetter>
  /** How often each Message-ID has come. */
  messageIds: () => Promise<Map<string, number>>
  figures: () => Promise<{ connections: number; most_connections: number; accepted: number }>
  /** `times` null: until the faults are cleared. `to`: only for recipients that hold this text. */
  fault: (
    fault: MailFault,
    options?: { times?: number | null; delay_ms?: number; to?: string }
  ) => Promise<void>
  clearFaults: () => Promise<void>
  forget: () => Promise<void>
  stop: () => Promise<void>
}

const RUN = path.resolve(__dirname, "../simulators/mail-catcher.mjs")

/** Starts a real SMTP server that keeps what it takes; `tls`: one whose certificate nobody signed. */
export const startMailCatcher = async (
  options: { keep?: number; tls?: boolean } = {}
): Promise<MailCatcher> => {
  const words = [...(options.tls ? ["--tls"] : []), "--keep", String(options.keep ?? 20_000)]
  const child = spawn(process.execPath, [RUN, ...words], {
    // The channel ends the catcher when the test run dies without stopping it.
    stdio: ["ignore", "pipe", "ignore", "ipc"],
  })
  const ready = await new Promise<{ smtp_url: string; url: string }>((resolve, reject) => {
    child.once("error", reject)
    child.once("exit", (code) => reject(new Error(`The mail catcher ended (${code}).`)))
    if (child.stdout) {
      createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line)))
    }
  })
  const ask = async <Result>(method: string, route: string, body?: unknown): Promise<Result> => {
    const response = await fetch(`${ready.url}${route}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) {
      throw new Error(`The mail catcher refuses ${method} ${route}: ${text}`)
    }
    const result: Result = JSON.parse(text)
    return result
  }
  return {
    smtpUrl: ready.smtp_url,
    url: ready.url,
    port: Number(new URL(ready.smtp_url).port),
    messages: async (query = {}) => {
      const search = new URLSearchParams(
        Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])
      )
      return (await ask<{ messages: CaughtMessage[] }>("GET", `/messages?${search}`)).messages
    },
    letter: async (id) => (await ask<{ message: CaughtLetter }>("GET", `/messages/${id}`)).message,
    messageIds: async () => {
      const { message_ids } = await ask<{ message_ids: Record<string, number> }>(
        "GET",
        "/message-ids"
      )
      return new Map(Object.entries(message_ids))
    },
    figures: () => ask("GET", "/figures"),
    fault: async (fault, { times, delay_ms, to } = {}) => {
      await ask("POST", "/faults", { fault, times, delay_ms, match: to ? { to } : undefined })
    },
    clearFaults: async () => {
      await ask("POST", "/faults/clear", {})
    },
    forget: async () => {
      await ask("DELETE", "/messages")
    },
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve())
        child.kill("SIGTERM")
      }),
  }
}
