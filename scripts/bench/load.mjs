import { createHmac } from "node:crypto"
import net from "node:net"

/**
 * The load generator: a process of its own, started by load-process.mjs with one job at a time.
 * It speaks HTTP/1.1 over plain sockets, one request at a time on each, so that it takes as little
 * as possible of the processor that it shares with what is measured.
 */

const HEADER_END = Buffer.from("\r\n\r\n")

/** One kept-alive connection; `ask` sends a request and resolves with the status of its answer. */
class Connection {
  #socket
  #received = Buffer.alloc(0)
  #settle

  constructor(port) {
    this.#socket = net.connect({ host: "127.0.0.1", port, noDelay: true })
    this.#socket.on("data", (chunk) => this.#read(chunk))
    const fail = (reason) => this.#finish(new Error(reason))
    this.#socket.on("error", (error) => fail(error.message))
    this.#socket.on("close", () => fail("the server has closed the connection"))
  }

  ask(head, body) {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
      this.#socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
    })
  }

  close() {
    this.#settle = undefined
    this.#socket.destroy()
  }

  #read(chunk) {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const end = this.#received.indexOf(HEADER_END)
    if (end < 0) {
      return
    }
    const headers = this.#received.subarray(0, end).toString("latin1")
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(headers)?.[1])
    if (!Number.isInteger(length)) {
      this.#finish(new Error("an answer without Content-Length"))
      return
    }
    if (this.#received.length >= end + HEADER_END.length + length) {
      const answer = this.#received.subarray(end + HEADER_END.length).toString("utf8")
      this.#received = Buffer.alloc(0)
      this.#finish({ status: Number(headers.slice(9, 12)), answer })
    }
  }

  #finish(outcome) {
    const settle = this.#settle
    this.#settle = undefined
    if (outcome instanceof Error) {
      settle?.reject(outcome)
    } else {
      settle?.resolve(outcome)
    }
  }
}

/** A body with everything that must differ from request to request put in. */
const fill = (template, key) => template.replaceAll("{{key}}", key)

/** The header with which BTCPay Server signs a body, for the load of callbacks. */
const signatureOf = ({ header, secret }, body) =>
  `${header}: sha256=${createHmac("sha256", secret).update(body).digest("hex")}\r\n`

const run = async (job) => {
  const { port, path, headers, templates, connections, rate, seconds, mostRequests, expected } = job
  const head = [
    `POST ${path} HTTP/1.1`,
    "host: 127.0.0.1",
    "content-type: application/json",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    "",
  ].join("\r\n")
  const idle = Array.from({ length: connections }, () => new Connection(port))
  const all = [...idle]
  const latencies = []
  const failures = {}
  let begun = 0
  let late = 0

  const began = performance.now()
  const deadline = began + seconds * 1000
  const isOver = () => performance.now() >= deadline || begun >= mostRequests

  const send = async (connection, plannedAt) => {
    const key = `${job.key}-${begun}`
    const template = templates[begun % templates.length]
    begun += 1
    try {
      const body = fill(template, key)
      const signed = job.sign ? head + signatureOf(job.sign, body) : head
      const { status, answer } = await connection.ask(signed, body)
      if (expected.includes(status)) {
        latencies.push(performance.now() - plannedAt)
      } else {
        const what = `${status} ${answer.slice(0, 200)}`
        failures[what] = (failures[what] ?? 0) + 1
      }
    } catch (error) {
      failures[error.message] = (failures[error.message] ?? 0) + 1
    }
  }

  const closedLoop = () =>
    Promise.all(
      idle.map(async (connection) => {
        while (!isOver()) {
          await send(connection, performance.now())
        }
      })
    )

  /** Arrivals are planned beforehand, evenly; one that finds no connection free waits, and its wait counts. */
  const openLoop = () =>
    new Promise((resolve) => {
      const waiting = []
      const under = new Set()
      let planned = 0
      const serve = (connection) => {
        const plannedAt = waiting.shift()
        if (plannedAt === undefined) {
          idle.push(connection)
          return
        }
        const sending = send(connection, plannedAt).then(() => {
          under.delete(sending)
          serve(connection)
        })
        under.add(sending)
      }
      const tick = () => {
        const now = performance.now()
        while (began + (planned * 1000) / rate <= Math.min(now, deadline)) {
          waiting.push(began + (planned * 1000) / rate)
          planned += 1
        }
        late = Math.max(late, waiting.length)
        while (waiting.length > 0 && idle.length > 0) {
          serve(idle.pop())
        }
        if (now >= deadline && waiting.length === 0 && under.size === 0) {
          resolve()
        } else {
          setTimeout(tick, 1)
        }
      }
      tick()
    })

  await (rate ? openLoop() : closedLoop())
  const elapsed = (performance.now() - began) / 1000
  all.forEach((connection) => connection.close())
  return { elapsed, latencies, failures, most_waiting: late, cpu: process.cpuUsage() }
}

process.on("message", (job) => {
  run(job).then(
    (result) => process.send({ result }),
    (error) => process.send({ error: error.message })
  )
})
process.on("disconnect", () => process.exit())
