import { existsSync } from "node:fs"
import path from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { parseArgs } from "node:util"
import { startSimulators } from "./lib/start.mjs"
import { startSuppliers } from "./suppliers/start.mjs"

/**
 * node integration-tests/simulators/run.mjs [--port <base>] [--callbacks <url>] [--state <file>]
 *   [--speed <n>] [--seed <n>]
 *
 * Four processors and the address that controls them, on ports base to base + 4 (0, the default:
 * any free ones), and after them the suppliers: a warehouse, an SFTP server, the address that controls
 * both. Prints one line of JSON when they serve: their addresses, and what an account or a supplier of
 * ours at each of them needs. Ends on SIGTERM, SIGINT or when the process that started it has gone.
 */

/** In the order of their ports. */
const NAMES = ["stripe", "paypal", "nmi", "btcpay"]

const here = path.dirname(fileURLToPath(import.meta.url))
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    callbacks: { type: "string", default: "http://127.0.0.1:9000" },
    state: { type: "string" },
    speed: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
  },
})

const base = Number(values.port)
const portAt = (offset) => (base === 0 ? 0 : base + offset)
const makers = []
for (const [offset, name] of NAMES.entries()) {
  const file = path.join(here, name, "simulator.mjs")
  if (existsSync(file)) {
    const { createSimulator } = await import(pathToFileURL(file).href)
    makers.push({ name, createSimulator, port: portAt(offset) })
  }
}

const running = await startSimulators({
  makers,
  controlPort: portAt(NAMES.length),
  callbacks: values.callbacks,
  file: values.state,
  speed: Number(values.speed),
  seed: Number(values.seed),
})

const suppliers = await startSuppliers({
  ports: { warehouse: portAt(5), sftp: portAt(6), control: portAt(7) },
  callbacks: values.callbacks,
  file: values.state && `${values.state}.suppliers`,
  speed: Number(values.speed),
})

const stop = async () => {
  await Promise.all([running.stop(), suppliers.stop()])
  process.exit(0)
}
process.once("SIGTERM", stop)
process.once("SIGINT", stop)
process.once("disconnect", stop)

process.stdout.write(
  `${JSON.stringify({
    ready: true,
    urls: { ...running.urls, ...suppliers.urls },
    accounts: running.accounts,
    suppliers: suppliers.suppliers,
  })}\n`
)
