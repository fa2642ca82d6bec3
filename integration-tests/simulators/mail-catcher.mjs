import { randomBytes } from "node:crypto"
import { parseArgs } from "node:util"
import { simpleParser } from "mailparser"
import { SMTPServer } from "smtp-server"
import { json, serveHttp } from "./lib/http.mjs"

/**
 * node integration-tests/simulators/mail-catcher.mjs [--smtp-port 0] [--port 0] [--keep 1000] [--tls]
 *
 * A real SMTP server that delivers nothing: what it takes is read by HTTP. Prints one line of JSON when
 * it serves: `{ ready, smtp_url, url }`. Ends on SIGTERM, SIGINT or when the process that started it
 * has gone. README.md beside it says what it answers and how it fails on demand.
 */

const { values } = parseArgs({
  options: {
    "smtp-port": { type: "string", default: "0" },
    port: { type: "string", default: "0" },
    keep: { type: "string", default: "1000" },
    // A certificate that nobody has signed: who verifies it must refuse it.
    tls: { type: "boolean", default: false },
  },
})

const FAULTS = {
  /** Nobody listens, and who was connected is cut; until the faults are cleared. */
  down: "down",
  /** The answer to the letter takes `delay_ms`. */
  slow: "data",
  /** The greeting takes `delay_ms`. */
  slow_greeting: "connect",
  /** Not now: 451 in answer to the recipient. */
  "4xx": "recipient",
  /** Never: 554 in answer to the letter. */
  "5xx": "data",
  /** There is no such mailbox: 550 5.1.1 in answer to the recipient. */
  reject_rcpt: "recipient",
  /** The sender is refused: 550 5.7.1. */
  reject_sender: "sender",
  /** Not today: 421 instead of a greeting. */
  busy: "connect",
  /** The connection is cut when a part of the letter has come; nothing is kept. */
  cut_in_data: "data",
  /** The letter is taken, and the connection cut before that is said. */
  cut_after_data: "data",
  /** The letter is taken, and nothing is ever said. */
  hang_after_data: "data",
}

const LONGEST_LETTER = 20_000_000

const messages = new Map()
const faults = []
const figures = { connections: 0, most_connections: 0, accepted: 0, cut: 0 }
/** By the client's port: the library gives handlers no way to cut a connection. */
const sockets = new Map()

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** The next fault of a stage that befalls this recipient, used up by one. */
const takeFault = (stage, to = []) => {
  const index = faults.findIndex(
    ({ fault, match }) =>
      FAULTS[fault] === stage && (!match?.to || to.some((one) => one.includes(match.to)))
  )
  if (index < 0) {
    return undefined
  }
  const fault = faults[index]
  if (fault.times !== null) {
    fault.times -= 1
    if (fault.times <= 0) {
      faults.splice(index, 1)
    }
  }
  return fault
}

const refusal = (code, words) => Object.assign(new Error(words), { responseCode: code })

const cut = ({ remotePort }) => {
  figures.cut += 1
  sockets.get(remotePort)?.resetAndDestroy()
}

const keep = (raw, session) => {
  const id = randomBytes(8).toString("hex")
  const to = session.envelope.rcptTo.map(({ address }) => address)
  const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : ""
  messages.set(id, { id, at: new Date().toISOString(), from, to, raw })
  figures.accepted += 1
  while (messages.size > Number(values.keep)) {
    messages.delete(messages.keys().next().value)
  }
}

const readLetter = async (stream, onPart) => {
  const chunks = []
  for await (const chunk of stream) {
    chunks.push(chunk)
    if (onPart?.()) {
      return undefined
    }
  }
  return Buffer.concat(chunks)
}

const createSmtp = () =>
  new SMTPServer({
    authOptional: true,
    hideSTARTTLS: !values.tls,
    disableReverseLookup: true,
    logger: false,
    size: LONGEST_LETTER,
    banner: "nothing is delivered here",
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) =>
      password === "wrong"
        ? done(refusal(535, "5.7.8 wrong user name or password"))
        : done(null, { user: username }),
    onConnect: async (session, done) => {
      figures.connections += 1
      figures.most_connections = Math.max(figures.most_connections, figures.connections)
      const fault = takeFault("connect")
      if (fault?.fault === "slow_greeting") {
        await pause(fault.delay_ms)
      }
      done(fault?.fault === "busy" ? refusal(421, "4.3.2 too busy, come back later") : null)
    },
    onClose: () => {
      figures.connections -= 1
    },
    onMailFrom: (_address, _session, done) =>
      done(takeFault("sender") ? refusal(550, "5.7.1 this sender may not send here") : null),
    onRcptTo: ({ address }, _session, done) => {
      const fault = takeFault("recipient", [address])?.fault
      if (fault === "4xx") {
        return done(refusal(451, `4.7.1 <${address}>: greylisted, try again later`))
      }
      return done(fault ? refusal(550, `5.1.1 <${address}>: no such user here`) : null)
    },
    onData: async (stream, session, done) => {
      const to = session.envelope.rcptTo.map(({ address }) => address)
      const taken = takeFault("data", to)
      if (taken?.fault === "cut_in_data") {
        await readLetter(stream, () => true).catch(() => undefined)
        cut(session)
        return
      }
      const raw = await readLetter(stream).catch(() => undefined)
      if (!raw) {
        return
      }
      if (taken?.fault === "5xx") {
        return done(refusal(554, "5.7.1 this letter is not wanted here"))
      }
      if (taken?.fault === "slow") {
        await pause(taken.delay_ms)
      }
      keep(raw, session)
      if (taken?.fault === "cut_after_data") {
        return cut(session)
      }
      if (taken?.fault !== "hang_after_data") {
        done(null, "2.0.0 kept to be looked at")
      }
    },
  })

let smtp
let smtpPort = Number(values["smtp-port"])

const listen = async () => {
  if (smtp) {
    return
  }
  smtp = createSmtp()
  smtp.on("error", () => undefined)
  smtp.server.on("connection", (socket) => {
    const { remotePort } = socket
    sockets.set(remotePort, socket)
    socket.on("close", () => sockets.delete(remotePort))
  })
  await new Promise((resolve, reject) => {
    smtp.server.once("error", reject)
    smtp.listen(smtpPort, "127.0.0.1", resolve)
  })
  smtpPort = smtp.server.address().port
}

const goDown = async () => {
  const gone = smtp
  smtp = undefined
  if (gone) {
    const closed = new Promise((resolve) => gone.close(resolve))
    sockets.forEach((socket) => socket.resetAndDestroy())
    await closed
    figures.connections = 0
  }
}

const addFault = async ({ fault, times = 1, delay_ms = 1000, match }) => {
  if (!(fault in FAULTS)) {
    throw new Error(`There is no fault "${fault}", only ${Object.keys(FAULTS).join(", ")}.`)
  }
  if (fault === "down") {
    await goDown()
    return
  }
  faults.push({ fault, times, delay_ms, match })
}

const clearFaults = async () => {
  faults.length = 0
  await listen()
}

const parsed = async (message) => {
  message.parsed ??= await simpleParser(message.raw, { skipImageLinks: true, skipTextToHtml: true })
  return message.parsed
}

const summary = async (message) => {
  const { id, at, from, to, raw } = message
  const { subject = "", messageId = "" } = await parsed(message)
  return {
    id,
    at,
    from,
    to,
    subject,
    message_id: messageId.replace(/^<|>$/g, ""),
    size: raw.length,
  }
}

const whole = async (message) => {
  const { headerLines, html, text } = await parsed(message)
  return {
    ...(await summary(message)),
    headers: headerLines.map(({ line }) => line.replace(/\r?\n[ \t]+/g, " ")),
    html: html || null,
    text: text ?? null,
    raw: message.raw.toString("utf8"),
  }
}

/** The newest first. The subject is only looked into when it is asked for: parsing takes its time. */
const list = async (query) => {
  const limit = Math.min(Number(query.get("limit") ?? 50), 20_000)
  const to = query.get("to")?.toLowerCase()
  const subject = query.get("subject")?.toLowerCase()
  const found = []
  let count = 0
  for (const message of [...messages.values()].reverse()) {
    if (to && !message.to.some((address) => address.toLowerCase().includes(to))) {
      continue
    }
    if (subject && !((await parsed(message)).subject ?? "").toLowerCase().includes(subject)) {
      continue
    }
    count += 1
    if (found.length < limit) {
      found.push(await summary(message))
    }
  }
  return { messages: found, count }
}

/** Of every letter the Message-ID and how often it has come, without parsing any. */
const messageIds = () => {
  const counts = {}
  for (const { raw } of messages.values()) {
    const id =
      /^message-id:\s*<([^>]*)>/im.exec(raw.subarray(0, 8192).toString("latin1"))?.[1] ?? ""
    counts[id] = (counts[id] ?? 0) + 1
  }
  return { message_ids: counts }
}

const routes = {
  "GET /messages": ({ query }) => list(query),
  "GET /message-ids": () => messageIds(),
  "DELETE /messages": () => {
    messages.clear()
    Object.assign(figures, { most_connections: figures.connections, accepted: 0, cut: 0 })
    return { ok: true }
  },
  "GET /figures": () => ({ ...figures, kept: messages.size }),
  "POST /faults": async (request) => {
    await addFault(request.json())
    return { ok: true }
  },
  "POST /faults/clear": async () => {
    await clearFaults()
    return { ok: true }
  },
}

const answer = async (request) => {
  const id = /^\/messages\/(\w+)$/.exec(request.path)?.[1]
  if (id && request.method === "GET") {
    const message = messages.get(id)
    return message
      ? json(200, { message: await whole(message) })
      : json(404, { error: "No such message." })
  }
  const route = routes[`${request.method} ${request.path}`]
  if (!route) {
    return json(404, { error: `The catcher has no ${request.method} ${request.path}.` })
  }
  try {
    return json(200, await route(request))
  } catch (error) {
    return json(400, { error: error.message })
  }
}

await listen()
const http = await serveHttp(Number(values.port), answer)

const stop = async () => {
  await goDown()
  await http.close()
  process.exit(0)
}
process.once("SIGTERM", stop)
process.once("SIGINT", stop)
process.once("disconnect", stop)

process.stdout.write(
  `${JSON.stringify({ ready: true, smtp_url: `smtp://127.0.0.1:${smtpPort}`, url: http.url })}\n`
)
