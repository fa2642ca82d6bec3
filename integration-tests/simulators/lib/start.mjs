import { Agenda } from "./agenda.mjs"
import { CallbackSender } from "./callbacks.mjs"
import { controlOf } from "./control.mjs"
import { FaultList, withFault } from "./faults.mjs"
import { serveHttp } from "./http.mjs"
import { keepState } from "./kept-state.mjs"
import { randomOf } from "./random.mjs"

const CALLS_KEPT = 20_000

/**
 * Runs simulators: an address for each and one to control them all.
 *
 * @param makers `[{ name, createSimulator, port }]`; port 0 takes any free one
 * @param callbacks where the application listens, e.g. `http://127.0.0.1:9000`
 * @param file keeps the state there, so that a restart forgets nothing
 * @param speed how much faster than said waiting times pass
 */
export const startSimulators = async ({
  makers,
  controlPort,
  callbacks: target,
  file,
  speed = 1,
  seed = 1,
}) => {
  const kept = keepState(file)
  const { state } = kept
  const random = randomOf(seed)
  const faults = new FaultList(random)
  const simulators = new Map()
  const calls = []

  state.agenda ??= []
  state.callbacks ??= {}
  state.simulators ??= {}
  const agenda = new Agenda(state.agenda, speed, (entry) => {
    const act = {
      callback: () => callbacks.deliver(entry.callback),
      release: () => callbacks.release(entry.reversed),
      action: () => simulators.get(entry.simulator).actions[entry.action](entry.data),
    }[entry.kind]
    act()
  })
  const callbacks = new CallbackSender({
    ...{ target, agenda, simulators, random },
    kept: state.callbacks,
  })

  /** Answers one request, through the faults that were asked for. */
  const serve = (name) => async (request) => {
    const simulator = simulators.get(name)
    const call = simulator.describe(request)
    const work = async () => {
      const reply = await simulator.handle(request)
      await callbacks.sendEarly()
      return reply
    }
    if (!call) {
      return work()
    }
    const fault = faults.take(name, call) ?? (call.fault ? { fault: call.fault } : null)
    calls.push({
      at: new Date().toISOString(),
      processor: name,
      ...{ account: call.account, purpose: call.purpose, reference: call.reference },
      fault: fault?.fault ?? null,
    })
    calls.splice(0, Math.max(0, calls.length - CALLS_KEPT))
    return withFault(fault, work)
  }

  const servers = []
  const urls = {}
  for (const { name, createSimulator, port } of makers) {
    state.simulators[name] ??= {}
    const server = await serveHttp(port, serve(name))
    servers.push(server)
    urls[name] = server.url
    simulators.set(
      name,
      createSimulator({
        name,
        state: state.simulators[name],
        url: server.url,
        random,
        later: (seconds, action, data) =>
          agenda.add(seconds, { kind: "action", simulator: name, action, data }),
        notify: (account, event) => callbacks.send(name, account, event),
      })
    )
  }

  const accounts = [...simulators].flatMap(([name, simulator]) =>
    simulator.accounts.map((account) => ({ processor: name, base_url: urls[name], ...account }))
  )
  const reset = () => {
    for (const [name, simulator] of simulators) {
      Object.keys(state.simulators[name]).forEach((key) => delete state.simulators[name][key])
      simulator.begin()
    }
    agenda.clear()
    callbacks.clear()
    faults.clear()
    calls.length = 0
  }
  simulators.forEach((simulator) => simulator.begin())
  const control = await serveHttp(
    controlPort,
    controlOf({ simulators, accounts, faults, callbacks, agenda, calls, reset })
  )
  servers.push(control)

  return {
    urls: { ...urls, control: control.url },
    accounts,
    stop: async () => {
      agenda.stop()
      await Promise.all(servers.map((server) => server.close()))
      kept.stop()
    },
  }
}
