import { Agenda } from "../lib/agenda.mjs"
import { FaultList } from "../lib/faults.mjs"
import { json, serveHttp } from "../lib/http.mjs"
import { keepState } from "../lib/kept-state.mjs"
import { randomOf } from "../lib/random.mjs"
import { createDepot } from "./depot.mjs"
import { SFTP_FAULTS } from "./sftp-server.mjs"
import { trackingNumber } from "./tracking.mjs"
import { createWarehouse } from "./warehouse.mjs"

/** The faults of the depot's server: not calls with a purpose, but moments of a connection. */
class MomentFaults {
  #rules = []

  /** @throws Error when there is no such fault */
  add({ fault, times = 1 }) {
    if (!(fault in SFTP_FAULTS)) {
      throw new Error(`There is no fault "${fault}", only ${Object.keys(SFTP_FAULTS).join(", ")}.`)
    }
    this.#rules.push({ fault, left: times })
  }

  take(_supplier, fault) {
    const rule = this.#rules.find((one) => one.fault === fault && one.left !== 0)
    if (rule?.left > 0) {
      rule.left -= 1
    }
    return rule !== undefined
  }

  clear() {
    this.#rules = []
  }
}

/** Suppliers that have no server of their own: letters are caught, spreadsheets are fetched. */
const WITHOUT_SERVER = [
  {
    id: "supp_demo_csv_email",
    provider: "csv_email",
    name: "Packing house (e-mail)",
    settings: { to: "orders@packing-house.example" },
    secrets: {},
  },
  {
    id: "supp_demo_manual",
    provider: "manual",
    name: "Corner shop (by hand)",
    settings: {},
    secrets: {},
  },
]

/** An answer file of a supplier that answers by hand: every parcel sent. */
const answerFile = (state, { numbers }) => {
  const rows = numbers.map((number) => {
    state.uploads = (state.uploads ?? 0) + 1
    return `${number};shipped;${trackingNumber("RH", state.uploads)};Deutsche Post`
  })
  return ["Parcel;Status;Tracking;Carrier", ...rows, ""].join("\r\n")
}

/**
 * Runs the simulated suppliers: a warehouse with an API, a depot with an SFTP server, and an address
 * that controls both.
 *
 * @param ports `{ warehouse, sftp, control }`; 0 takes any free one
 * @param callbacks where the application listens
 * @param file keeps their state there, so that a restart forgets nothing
 * @param speed how much faster than said waiting times pass
 */
export const startSuppliers = async ({ ports, callbacks, file, speed = 1 }) => {
  const kept = keepState(file)
  const { state } = kept
  for (const name of ["agenda", "warehouse", "depot", "own"]) {
    state[name] ??= name === "agenda" ? [] : {}
  }
  const actors = {}
  const agenda = new Agenda(state.agenda, speed, ({ actor, action, data }) => {
    void Promise.resolve(actors[actor].actions[action](data)).catch((error) =>
      process.stderr.write(`supplier simulator: ${error.stack}\n`)
    )
  })
  const laterOf = (actor) => (seconds, action, data) => agenda.add(seconds, { actor, action, data })

  const callFaults = new FaultList(randomOf(1))
  const momentFaults = new MomentFaults()
  const warehouse = createWarehouse({
    ...{ state: state.warehouse, faults: callFaults, later: laterOf("warehouse"), callbacks },
  })
  const depot = await createDepot({
    ...{ port: ports.sftp, state: state.depot, faults: momentFaults, later: laterOf("depot") },
  })
  Object.assign(actors, { warehouse, depot })
  const http = await serveHttp(ports.warehouse, warehouse.serve)
  const suppliers = [warehouse.supplier(http), depot.supplier(), ...WITHOUT_SERVER]

  const routes = {
    "GET /book": () => ({ parcels: [...warehouse.book(), ...depot.book()] }),
    "GET /suppliers": () => ({ suppliers }),
    "GET /callbacks": () => ({ deliveries: warehouse.deliveries() }),
    "GET /files": () => ({
      files: Object.entries(depot.folders.files)
        .filter(([, file]) => file !== null)
        .map(([path, { data }]) => ({ path, content: data })),
    }),
    "POST /files": ({ path, content }) => depot.folders.write(path, Buffer.from(content, "base64")),
    "POST /faults": ({ supplier, ...fault }) =>
      supplier === "csv_sftp"
        ? momentFaults.add(fault)
        : callFaults.add({ purpose: "create", ...fault, processor: "rest" }),
    "POST /faults/clear": () => {
      callFaults.clear()
      momentFaults.clear()
    },
    "POST /ship": (data) => warehouse.actions.ship(data),
    "POST /callbacks-to": (data) => warehouse.callBack(data),
    "POST /callback": (data) => warehouse.actions.tell(data),
    "POST /answers": (data) => ({ name: "answers.csv", text: answerFile(state.own, data) }),
  }
  const control = await serveHttp(ports.control, async (request) => {
    const route = routes[`${request.method} ${request.path}`]
    if (!route) {
      return json(404, { error: `There is no ${request.method} ${request.path}.` })
    }
    try {
      const result = await route(request.text === "" ? {} : request.json())
      return json(200, result ?? { ok: true })
    } catch (error) {
      return json(400, { error: error.message })
    }
  })

  return {
    urls: { warehouse: http.url, sftp: depot.url, suppliers: control.url },
    suppliers,
    stop: async () => {
      agenda.stop()
      await Promise.all([http.close(), control.close(), depot.close()])
      kept.stop()
    },
  }
}
