import { spawn } from "node:child_process"
import { closeSync, openSync } from "node:fs"
import path from "node:path"
import { serverFolder } from "./build.mjs"
import { stopProcess } from "./processes.mjs"
import { Trouble } from "./say.mjs"

/** Path of the compiled server, also the mark by which its processes are recognised. */
export const serverScript = (root) => path.join(serverFolder(root), "src", "server.js")

/**
 * How Node runs the server. A dependency asks for much of its code to be compiled at once that no
 * request ever needs: compiled when first called, the server starts in five sixths of the time.
 */
export const NODE_FLAGS = ["--max-lazy"]

/**
 * Starts the built server and waits until it serves.
 *
 * @param output "inherit", or a file that its lines are added to
 * @returns `{ pid, ended, stop(), kill(signal) }`; `ended` resolves with how it ended
 */
export const startServerProcess = async ({ root, environment, output }) => {
  const log = output === "inherit" ? "inherit" : openSync(output, "a", 0o600)
  const child = spawn(process.execPath, [...NODE_FLAGS, serverScript(root)], {
    cwd: serverFolder(root),
    env: environment,
    // Its own process group, so that Ctrl-C reaches only whoever stops it in good order; the
    // channel tells it when that one is gone.
    detached: true,
    stdio: ["ignore", log, log, "ipc"],
  })
  if (log !== "inherit") {
    closeSync(log)
  }
  let last
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message))
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  const process_ = {
    pid: child.pid,
    ended,
    kill: (signal) => child.kill(signal),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        await stopProcess(child.pid, "SIGTERM", 20_000)
        await ended
      }
    },
  }
  await new Promise((resolve, reject) => {
    child.on("message", (message) => {
      last = message
      if (message.state === "ready") {
        resolve()
      }
    })
    void ended.then((how) =>
      reject(
        new Trouble(
          last?.sentence ??
            `The server ended before it was ready (${how})${output === "inherit" ? "" : `; ${output} says why`}.`
        )
      )
    )
  })
  return process_
}
