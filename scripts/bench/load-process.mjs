import { fork } from "node:child_process"
import path from "node:path"

/** Starts the load generator. `run(job)` resolves with what it has seen; `stop()` ends it. */
export const startLoadProcess = (root) => {
  const child = fork(path.join(root, "scripts", "bench", "load.mjs"), {
    stdio: "inherit",
    serialization: "advanced",
  })
  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        const ended = () => reject(new Error("The load generator ended by itself."))
        child.once("exit", ended)
        child.once("message", ({ result, error }) => {
          child.off("exit", ended)
          if (error) {
            reject(new Error(error))
          } else {
            resolve(result)
          }
        })
        child.send(job)
      }),
    stop: () => {
      child.disconnect()
      return Promise.resolve()
    },
  }
}
