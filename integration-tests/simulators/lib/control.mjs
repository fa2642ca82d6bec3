import { CALLBACK_MODES } from "./callbacks.mjs"
import { json } from "./http.mjs"

const wrong = (status, error) => json(status, { error })

/**
 * The address by which tests (and a person) look into the simulators and make things go wrong. See
 * integration-tests/simulators/README.md for the routes.
 */
export const controlOf = ({ simulators, accounts, faults, callbacks, agenda, calls, reset }) => {
  const simulatorOf = (name) => {
    const simulator = simulators.get(name)
    if (!simulator) {
      throw new Error(`There is no simulator "${name}".`)
    }
    return simulator
  }

  const callbackRoutes = {
    clear: () => callbacks.clearRules(),
    hold: () => callbacks.hold(),
    release: ({ reversed }) => ({ released: callbacks.release(reversed === true) }),
    reverse: ({ seconds = 1 }) => {
      callbacks.hold()
      agenda.add(seconds, { kind: "release", reversed: true })
    },
    forge: ({ processor, account, event, ...rule }) =>
      event
        ? callbacks.forge(processor, account, event)
        : callbacks.addRule({ processor, ...rule, mode: "forge" }),
  }

  const routes = {
    "GET /book": () => ({
      entries: [...simulators.values()].flatMap((simulator) => simulator.book()),
    }),
    "GET /accounts": () => ({ accounts }),
    "GET /calls": () => ({ calls }),
    "GET /callbacks": () => ({
      deliveries: callbacks.log(),
      held: callbacks.waiting(),
      planned: agenda.count("callback"),
    }),
    "POST /faults": (body) => faults.add(body),
    "POST /faults/clear": () => faults.clear(),
    "POST /events": async ({ processor, event, ...data }) => {
      const make = simulatorOf(processor).events[event]
      if (!make) {
        const known = Object.keys(simulatorOf(processor).events).join(", ")
        throw new Error(`${processor} has no event "${event}", only ${known}.`)
      }
      return make(data)
    },
    "POST /reset": () => reset(),
  }

  const callbackRoute = (name) =>
    callbackRoutes[name] ??
    (name in CALLBACK_MODES ? (body) => callbacks.addRule({ ...body, mode: name }) : undefined)

  return async (request) => {
    const mode = /^\/callbacks\/(\w+)$/.exec(request.path)?.[1]
    const route =
      mode && request.method === "POST"
        ? callbackRoute(mode)
        : routes[`${request.method} ${request.path}`]
    if (!route) {
      return wrong(404, `The control address has no ${request.method} ${request.path}.`)
    }
    try {
      const result = await route(request.text === "" ? {} : request.json())
      return json(200, result ?? { ok: true })
    } catch (error) {
      return wrong(400, error.message)
    }
  }
}
