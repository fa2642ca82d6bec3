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

/** The first of the ports for the simulators; 0 (any free ones) when one of them is taken. */
const basePort = async (port) => {
  const base = port + PORTS_ABOVE
  if (base + ADDRESSES > 65_535) {
    return 0
  }
  for (let offset = 0; offset < ADDRESSES; offset += 1) {
    if (await portTrouble(base + offset, "127.0.0.1")) {
      return 0
    }
  }
  return base
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
  const script = path.join(root, "integration-tests", "simulators", "run.mjs")
  const words = ["--callbacks", callbacks, "--state", stateFile]
  const log = openSync(logFile, "a", 0o600)
  const child = spawn(
    process.execPath,
    [script, ...words, "--port", String(await basePort(port))],
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
    void ended.then((how) =>
      reject(new Trouble(`The simulators of processors ended (${how}); ${logFile} may say why.`))
    )
  })
  writePrivately(file, `${line}\n`)
  const { urls } = JSON.parse(line)
  return {
    urls,
    ended,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        await stopProcess(child.pid, "SIGTERM", 5_000)
        await ended
      }
    },
  }
}
