import { createHmac, randomUUID } from "node:crypto"
import { parseArgs } from "node:util"
import { json, serveHttp } from "./lib/http.mjs"

/**
 * node integration-tests/simulators/tracking-service.mjs [--port <n>] [--callbacks <url>]
 *   [--key <api key>] [--secret <webhook secret>] [--journey <seconds>]
 *
 * A service that follows parcels, as AfterShip does: `POST /trackings`, `GET /trackings`, signed
 * webhooks to `<callbacks>/hooks/shipping/aftership`. With `--journey` every parcel travels by itself,
 * one step in so many seconds, until it is delivered. Prints one line of JSON when it serves; ends on
 * SIGTERM, SIGINT or when the process that started it has gone.
 *
 * For tests: `POST /control/move { number, tag, message?, city?, at?, subtag?, tell? }` lets something
 * happen (`tell` false: only who asks learns of it), `POST /control/faults { fault, times? }` (down,
 * busy, refused, nonsense), `POST /control/faults/clear`, `GET /control/trackings`, `GET /control/calls`.
 */

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    callbacks: { type: "string", default: "http://127.0.0.1:9000" },
    key: { type: "string", default: "simulated-key" },
    secret: { type: "string", default: "simulated-secret" },
    journey: { type: "string", default: "0" },
  },
})

const JOURNEY = [
  { tag: "InfoReceived", message: "The sender has announced the parcel" },
  { tag: "InTransit", message: "Accepted at the post office", city: "Riga" },
  { tag: "OutForDelivery", message: "With the courier", city: "At the destination" },
  { tag: "Delivered", message: "Handed to the recipient" },
]

/** Seconds until a webhook that was not taken is sent again. */
const TELL_AGAIN = [1, 2, 4, 8, 16, 32]

const trackings = new Map()
const faults = []
const calls = []

const later = (seconds, work) => setTimeout(work, seconds * 1000).unref()

const answerOf = (code, message, data) =>
  json(code >= 4000 ? 400 : code, { meta: { code, message }, data })

const tell = async (tracking, body, tries = 0) => {
  const signature = createHmac("sha256", values.secret).update(body).digest("base64")
  try {
    const response = await fetch(`${values.callbacks}/hooks/shipping/aftership`, {
      method: "POST",
      headers: { "content-type": "application/json", "aftership-hmac-sha256": signature },
      body,
      signal: AbortSignal.timeout(10_000),
    })
    if (response.ok) {
      return
    }
  } catch {
    // Nobody is there: it is told again.
  }
  if (tries < TELL_AGAIN.length) {
    later(TELL_AGAIN[tries], () => tell(tracking, body, tries + 1))
  }
}

const move = ({ number, tag, subtag, message = "", city = null, at, tell: isTold = true }) => {
  const tracking = followed(number)
  const moment = at ?? new Date().toISOString()
  tracking.tag = tag
  tracking.subtag = subtag ?? null
  tracking.updated_at = new Date().toISOString()
  tracking.checkpoints.push({
    ...{ checkpoint_time: moment, created_at: moment, tag, subtag: subtag ?? null },
    ...{ message, city, state: null, country_name: null, location: city },
  })
  const event = {
    event: "tracking_update",
    event_id: randomUUID(),
    is_tracking_first_tag: tracking.checkpoints.length === 1,
    ts: Math.floor(Date.now() / 1000),
    msg: tracking,
  }
  if (isTold) {
    void tell(tracking, JSON.stringify(event))
  }
  return event
}

const travel = (number, step = 0) => {
  if (Number(values.journey) > 0 && step < JOURNEY.length) {
    later(Number(values.journey), () => {
      move({ number, ...JOURNEY[step] })
      travel(number, step + 1)
    })
  }
}

/** Every number that is named is known from then on: nothing is kept over a restart. */
const followed = (number, slug = null) => {
  if (!trackings.has(number)) {
    trackings.set(number, {
      ...{ id: randomUUID(), tracking_number: number, slug, tag: "Pending", subtag: null },
      ...{ updated_at: new Date().toISOString(), checkpoints: [] },
    })
    travel(number)
  }
  return trackings.get(number)
}

const FAULTS = {
  down: () => json(503, { meta: { code: 503, message: "Out of order" }, data: {} }),
  busy: () => json(429, { meta: { code: 429, message: "Too many requests" }, data: {} }),
  refused: () => answerOf(4005, "The tracking number is invalid", {}),
  nonsense: () => ({ status: 200, headers: {}, body: "<html>Welcome</html>" }),
}

const create = (request) => {
  const { tracking_number, slug } = request.json()
  const isKnown = trackings.has(tracking_number)
  const tracking = followed(tracking_number, slug)
  return isKnown
    ? answerOf(4003, "Tracking already exists.", { id: tracking.id })
    : answerOf(201, null, tracking)
}

const list = (request) => {
  const numbers = (request.query.get("tracking_numbers") ?? "").split(",").filter(Boolean)
  const found = numbers.map((number) => followed(number))
  return answerOf(200, null, { pagination: { total: found.length }, trackings: found })
}

const control = {
  "POST /control/move": (request) => move(request.json()),
  "POST /control/faults": (request) => {
    const { fault, times = 1 } = request.json()
    faults.push(...Array.from({ length: times }, () => fault))
  },
  "POST /control/faults/clear": () => {
    faults.length = 0
  },
  "GET /control/trackings": () => ({ trackings: [...trackings.values()] }),
  "GET /control/calls": () => ({ calls }),
}

const answer = (request) => {
  const route = control[`${request.method} ${request.path}`]
  if (route) {
    return json(200, route(request) ?? { ok: true })
  }
  calls.push(`${request.method} ${request.path}`)
  if (request.headers["as-api-key"] !== values.key) {
    return json(401, { meta: { code: 401, message: "Invalid API key." }, data: {} })
  }
  const fault = faults.shift()
  if (fault) {
    return FAULTS[fault]()
  }
  if (request.path === "/trackings" && request.method === "POST") {
    return create(request)
  }
  return request.path === "/trackings" && request.method === "GET"
    ? list(request)
    : json(404, { meta: { code: 404, message: "Not found" }, data: {} })
}

const server = await serveHttp(Number(values.port), async (request) => answer(request))

const stop = async () => {
  await server.close()
  process.exit(0)
}
process.once("SIGTERM", stop)
process.once("SIGINT", stop)
process.once("disconnect", stop)

process.stdout.write(
  `${JSON.stringify({ ready: true, url: server.url, key: values.key, secret: values.secret })}\n`
)
