import { createHmac } from "node:crypto"
import { json } from "../lib/http.mjs"
import { withFault } from "../lib/faults.mjs"
import { isSilent, refusalOf, SHIPS_AFTER } from "./rules.mjs"
import { trackingNumber } from "./tracking.mjs"

const TOKEN = "warehouse-token-of-the-demo"
const CALLBACK_SECRET = "warehouse-callback-secret-of-the-demo"

/** The id of the demo's supplier, under which its callbacks come. */
export const WAREHOUSE_ID = "supp_demo_rest"

/** Seconds until a callback that was not taken is sent once more. */
const RETRY_AFTER = [1, 2, 5, 10, 30, 60, 300]

const publicView = ({ id, reference, status, message, tracking }) => ({
  ...{ id, reference, status, message, tracking },
})

/**
 * A warehouse with an API in JSON. It knows a repeated Idempotency-Key; the same reference under
 * another key it takes for another parcel and ships twice, as many do: its book shows it.
 */
export const createWarehouse = ({ state, faults, later, callbacks }) => {
  state.parcels ??= []
  state.answers ??= {}
  state.count ??= 0
  state.log ??= []

  const find = (reference) => state.parcels.filter((parcel) => parcel.reference === reference)

  const take = ({ reference, lines = [], recipient = {}, insured, replaces }) => {
    state.count += 1
    const refusal = refusalOf(lines)
    const parcel = {
      id: `WH-${String(state.count).padStart(6, "0")}`,
      reference,
      status: refusal ? "rejected" : "accepted",
      message: refusal,
      tracking: [],
      lines,
      country: recipient.country ?? null,
      insured: insured === true,
      replaces: replaces ?? null,
      taken_at: new Date().toISOString(),
    }
    state.parcels.push(parcel)
    if (!refusal && !isSilent(lines)) {
      later(SHIPS_AFTER, "ship", { id: parcel.id })
    }
    return parcel
  }

  const once = (key, work) => {
    if (key && state.answers[key]) {
      return state.answers[key]
    }
    const answer = work()
    if (key) {
      state.answers[key] = answer
    }
    return answer
  }

  const post = async ({ headers, body }) => {
    const response = await fetch(
      `${state.callbacks ?? callbacks}/hooks/shipping/${state.callback_id ?? WAREHOUSE_ID}`,
      {
        method: "POST",
        headers,
        body,
        signal: AbortSignal.timeout(10_000),
      }
    )
    await response.arrayBuffer()
    return response.status
  }

  const tell = async ({ event_id, parcels, tries = 0, forged = false }) => {
    const body = JSON.stringify({ event_id, parcels })
    const secret = forged ? "somebody-else" : CALLBACK_SECRET
    const signature = createHmac("sha256", secret).update(body).digest("hex")
    const headers = {
      "content-type": "application/json",
      "x-warehouse-signature": `sha256=${signature}`,
    }
    const result = await post({ headers, body }).catch((error) => error.cause?.code ?? error.name)
    state.log.push({ at: new Date().toISOString(), event_id, result, tries, forged })
    const isTaken = typeof result === "number" && result < 300
    if (!isTaken && !forged && tries < RETRY_AFTER.length) {
      later(RETRY_AFTER[tries], "tell", { event_id, parcels, tries: tries + 1 })
    }
  }

  const ship = ({ id, reference }) => {
    const parcel = id
      ? state.parcels.find((one) => one.id === id)
      : state.parcels.find((one) => one.reference === reference)
    if (!parcel || parcel.status !== "accepted") {
      return
    }
    parcel.status = "shipped"
    const number = trackingNumber("RW", Number(parcel.id.slice(3)))
    parcel.tracking = [{ number, carrier: "Deutsche Post", shipped_at: new Date().toISOString() }]
    later(0.1, "tell", { event_id: `evt-${parcel.id}-shipped`, parcels: [publicView(parcel)] })
  }

  const routes = {
    create: ({ request }) => {
      const parcel = once(request.headers["idempotency-key"], () =>
        publicView(take(request.json()))
      )
      return json(parcel.status === "rejected" ? 422 : 201, parcel)
    },
    create_batch: ({ request }) => {
      const { parcels } = request.json()
      if (!Array.isArray(parcels) || parcels.some(({ reference }) => !reference)) {
        return json(400, { message: "A parcel without a reference: nothing was taken." })
      }
      const answer = once(request.headers["idempotency-key"], () => ({
        parcels: parcels.map((parcel) => publicView(take(parcel))),
      }))
      return json(200, answer)
    },
    ask: ({ reference }) => {
      const [parcel] = find(reference)
      return parcel ? json(200, publicView(parcel)) : json(404, { message: "No such parcel." })
    },
    cancel: ({ reference }) => {
      const [parcel] = find(reference)
      if (!parcel) {
        return json(404, { message: "No such parcel." })
      }
      if (parcel.status === "shipped") {
        return json(409, { message: "It has left the house." })
      }
      parcel.status = "cancelled"
      return json(200, publicView(parcel))
    },
    check: () => json(200, { warehouse: "SIMULATOR" }),
  }

  const routeOf = ({ method, path }) => {
    const reference = /^\/api\/parcels\/([^/]+)$/.exec(path)?.[1]
    if (method === "POST" && path === "/api/parcels/batch") {
      return { purpose: "create", act: routes.create_batch }
    }
    if (method === "POST" && path === "/api/parcels") {
      return { purpose: "create", act: routes.create }
    }
    if (method === "GET" && path === "/api/status") {
      return { purpose: "check", act: routes.check }
    }
    const named = reference && decodeURIComponent(reference)
    if (named && method === "GET") {
      return { purpose: "ask", act: routes.ask, reference: named }
    }
    return named && method === "DELETE"
      ? { purpose: "cancel", act: routes.cancel, reference: named }
      : null
  }

  return {
    serve: async (request) => {
      const route = routeOf(request)
      if (!route) {
        return json(404, { message: "There is no such address." })
      }
      if (request.headers.authorization !== `Bearer ${TOKEN}`) {
        return json(401, { message: "Who are you?" })
      }
      const { purpose, act, reference = null } = route
      const fault = faults.take("rest", { account: null, purpose, reference })
      return withFault(fault, async () => act({ request, reference }))
    },
    actions: { ship, tell },
    /** Where callbacks go from now on, and another supplier of ours that they are for. */
    callBack: ({ url, id }) => {
      state.callbacks = url ?? state.callbacks
      state.callback_id = id ?? state.callback_id
    },
    supplier: ({ url }) => ({
      id: WAREHOUSE_ID,
      provider: "rest",
      name: "Warehouse (REST)",
      settings: {
        base_url: `${url}/api`,
        create_path: "/parcels",
        batch_path: "/parcels/batch",
        ask_path: "/parcels/{number}",
        cancel_path: "/parcels/{number}",
        check_path: "/status",
        callback_header: "x-warehouse-signature",
        callback_prefix: "sha256=",
      },
      secrets: { token: TOKEN, callback_secret: CALLBACK_SECRET },
    }),
    book: () =>
      state.parcels.map((parcel) => ({
        supplier: "rest",
        number: parcel.reference,
        id: parcel.id,
        status: parcel.status,
        tracking: parcel.tracking.map(({ number }) => number),
        country: parcel.country,
        replaces: parcel.replaces,
        insured: parcel.insured,
        lines: parcel.lines,
      })),
    deliveries: () => state.log,
  }
}
