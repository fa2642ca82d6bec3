import { spawn, spawnSync } from "node:child_process"
import { connect } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { freePort } from "./ports.mjs"
import { stopProcess } from "./processes.mjs"
import { Trouble } from "./say.mjs"

/** More than the tests have databases: each gets one of Redis's own. */
const DATABASES = 1024

/** Whether the system has a Redis; npm carries none. */
export const hasRedis = () => spawnSync("redis-server", ["--version"]).status === 0

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1")
    socket.once("connect", () => resolve(true))
    socket.once("error", () => resolve(false))
    socket.once("connect", () => socket.destroy())
  })

/**
 * Starts the system's redis-server, which keeps everything in memory, and waits until it answers.
 *
 * @returns `{ url, stop() }`
 */
export const startRedis = async (folder) => {
  const port = await freePort()
  const child = spawn(
    "redis-server",
    [
      ...["--port", String(port), "--bind", "127.0.0.1", "--dir", folder],
      ...["--save", "", "--appendonly", "no", "--databases", String(DATABASES)],
    ],
    // A process group of its own: Ctrl-C reaches us alone, and we stop things in good order.
    { detached: true, stdio: "ignore" }
  )
  let end
  child.once("error", (error) => (end = error.message))
  child.once("exit", (code, signal) => (end = `exit ${code ?? signal}`))
  const deadline = Date.now() + 20_000
  while (!(await answers(port))) {
    if (end || Date.now() > deadline) {
      throw new Trouble(`redis-server did not start (${end ?? "no answer in 20 seconds"}).`)
    }
    await sleep(50)
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: () => (end ? undefined : stopProcess(child.pid, "SIGTERM", 10_000)),
  }
}
