import { spawn } from "node:child_process"
import path from "node:path"
import { createInterface } from "node:readline"

/** Something that happens to a parcel at the simulated service. */
export type ParcelMove = {
  number: string
  /** In AfterShip's words. */
  tag: string
  subtag?: string
  message?: string
  city?: string
  at?: string
  /** False: only who asks learns of it. */
  tell?: boolean
}

export type TrackingSimulator = {
  url: string
  /** What a server needs to use it. */
  env: Record<string, string>
  secret: string
  move: (move: ParcelMove) => Promise<{ event_id: string }>
  fault: (fault: "down" | "busy" | "refused" | "nonsense", times?: number) => Promise<void>
  clearFaults: () => Promise<void>
  calls: () => Promise<string[]>
  stop: () => Promise<void>
}

const RUN = path.resolve(__dirname, "../simulators/tracking-service.mjs")

/** Starts a service that follows parcels; `callbacks`: where the server under test listens. */
export const startTrackingSimulator = async (callbacks: string): Promise<TrackingSimulator> => {
  const child = spawn(process.execPath, [RUN, "--callbacks", callbacks], {
    // The channel ends it when the test run dies without stopping it.
    stdio: ["ignore", "pipe", "ignore", "ipc"],
  })
  type Ready = { url: string; key: string; secret: string }
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.once("error", reject)
    child.once("exit", (code) => reject(new Error(`The tracking service ended (${code}).`)))
    if (child.stdout) {
      createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line)))
    }
  })
  const ask = async <Result>(method: string, route: string, body?: unknown): Promise<Result> => {
    const response = await fetch(`${ready.url}/control${route}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const result: Result = JSON.parse(await response.text())
    return result
  }
  return {
    url: ready.url,
    secret: ready.secret,
    env: {
      AFTERSHIP_URL: ready.url,
      AFTERSHIP_API_KEY: ready.key,
      AFTERSHIP_WEBHOOK_SECRET: ready.secret,
    },
    move: (move) => ask("POST", "/move", move),
    fault: async (fault, times) => {
      await ask("POST", "/faults", { fault, times })
    },
    clearFaults: async () => {
      await ask("POST", "/faults/clear", {})
    },
    calls: async () => (await ask<{ calls: string[] }>("GET", "/calls")).calls,
    stop: async () => {
      if (child.exitCode === null) {
        child.kill("SIGTERM")
        await new Promise((resolve) => child.once("exit", resolve))
      }
    },
  }
}
