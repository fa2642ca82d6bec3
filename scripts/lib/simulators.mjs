import { spawn } from "node:child_process"
import { closeSync, openSync } from "node:fs"
import path from "node:path"
import { createInterface } from "node:readline"
import { portTrouble } from "./ports.mjs"
import { stopProcess } from "./processes.mjs"
import { Trouble } from "./say.mjs"
import { writePrivately } from "./secrets.mjs"

/** Room for more processors than there are, and the address that controls them. */
const ADDRESSES = 10
/** So far above the application's port: the same at every start, so that old payment links work. */
const PORTS_ABOVE = 100

/** After those of the simulators: SMTP, and where the caught letters are read. */
const CATCHER_PORTS_ABOVE = PORTS_ABOVE + ADDRESSES
const CATCHER_ADDRESSES = 2
const TRACKING_PORT_ABOVE = CATCHER_PORTS_ABOVE + CATCHER_ADDRESSES
/** Seconds between two steps of a parcel on its way in the demo. */
const JOURNEY_SECONDS = 60

/** The first of so many ports above another; 0 (any free ones) when one of them is taken. */
const basePort = async (port, above, count) => {
  const base = port + above
  if (base + count > 65_535) {
    return 0
  }
  for (let offset = 0; offset < count; offset += 1) {
    if (await portTrouble(base + offset, "127.0.0.1")) {
      return 0
    }
  }
  return base
}

/**
 * Starts one of our stand-ins for the outside world and waits for the line of JSON that it prints.
 *
 * @returns `{ ready, line, ended, stop() }`
 */
const startStandIn = async ({ root, script, words, logFile, name }) => {
  const log = openSync(logFile, "a", 0o600)
  const child = spawn(
    process.execPath,
    [path.join(root, "integration-tests", "simulators", script), ...words],
    // A process group of its own, so that Ctrl-C reaches only us; the channel ends it when we are gone.
    { detached: true, stdio: ["ignore", "pipe", log, "ipc"] }
  )
  closeSync(log)
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message))
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve)
    void ended.then((how) => reject(new Trouble(`${name} ended (${how}); ${logFile} may say why.`)))
  })
  return {
    line,
    ready: JSON.parse(line),
    ended,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        await stopProcess(child.pid, "SIGTERM", 5_000)
        await ended
      }
    },
  }
}

/**
 * Starts the simulators of payment processors that the demo pays with, and writes what they print
 * (addresses and accounts) to a file that only its owner may read.
 *
 * @param file gets what they print
 * @param stateFile keeps their books, so that a restart forgets nothing
 * @param callbacks where the application listens
 * @returns `{ urls, ended, stop() }`
 */
export const startSimulators = async ({ root, port, callbacks, file, stateFile, logFile }) => {
  const base = await basePort(port, PORTS_ABOVE, ADDRESSES)
  const { line, ready, ended, stop } = await startStandIn({
    ...{ root, logFile, script: "run.mjs", name: "The simulators of processors" },
    words: ["--callbacks", callbacks, "--state", stateFile, "--port", String(base)],
  })
  writePrivately(file, `${line}\n`)
  return { urls: ready.urls, ended, stop }
}

/**
 * Starts the mail server of the demo, which delivers nothing and shows what it was given.
 *
 * @returns `{ smtpUrl, url, ended, stop() }`
 */
export const startMailCatcher = async ({ root, port, logFile }) => {
  const base = await basePort(port, CATCHER_PORTS_ABOVE, CATCHER_ADDRESSES)
  const ports = base === 0 ? [0, 0] : [base, base + 1]
  const { ready, ended, stop } = await startStandIn({
    ...{ root, logFile, script: "mail-catcher.mjs", name: "The mail catcher" },
    words: ["--smtp-port", String(ports[0]), "--port", String(ports[1])],
  })
  return { smtpUrl: ready.smtp_url, url: ready.url, ended, stop }
}

/**
 * Starts the service that follows parcels in the demo: it lets every one of them travel.
 *
 * @returns `{ url, environment, ended, stop() }`; `environment` is what the server needs to use it
 */
export const startTrackingService = async ({ root, port, callbacks, key, secret, logFile }) => {
  const base = await basePort(port, TRACKING_PORT_ABOVE, 1)
  const words = ["--port", String(base), "--callbacks", callbacks, "--key", key]
  const { ready, ended, stop } = await startStandIn({
    ...{ root, logFile, script: "tracking-service.mjs", name: "The tracking service" },
    words: [...words, "--secret", secret, "--journey", String(JOURNEY_SECONDS)],
  })
  const environment = {
    AFTERSHIP_URL: ready.url,
    AFTERSHIP_API_KEY: key,
    AFTERSHIP_WEBHOOK_SECRET: secret,
  }
  return { url: ready.url, environment, ended, stop }
}
