import { mkdirSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { ensureDependencies } from "./lib/dependencies.mjs"
import { explain, say, Trouble } from "./lib/say.mjs"
import { describeMachine, measureFlush } from "./bench/machine.mjs"
import { printReport } from "./bench/report.mjs"
import { stopTogether } from "./lib/stop-together.mjs"

/**
 * npm run bench [-- intake|payments|mail|reading|dispatch|pages] [--quick] [--out file.json]: measures on a PostgreSQL and servers
 * of its own, prints a table and writes docs/reports/bench-<date>.json. docs/performance.md says how
 * long it takes and how to read it.
 */

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")

const PARTS = {
  intake: async (stack, options) =>
    (await import("./bench/intake.mjs")).benchIntake(stack, options),
  payments: async (stack, options) =>
    (await import("./bench/payments.mjs")).benchPayments(stack, options),
  mail: async (stack, options) => (await import("./bench/mail.mjs")).benchMail(stack, options),
  reading: async (stack, options) =>
    (await import("./bench/reading.mjs")).benchReading(stack, options),
  dispatch: async (stack, options) =>
    (await import("./bench/dispatch.mjs")).benchDispatch(stack, options),
  pages: async (stack, options) => (await import("./bench/pages.mjs")).benchPages(stack, options),
}

const readOptions = () => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        quick: { type: "boolean", default: false },
        out: { type: "string" },
        // Saves generating the largest size once more: what npm run generate has filled before.
        filled: { type: "string" },
      },
    })
    if (positionals.every((part) => part in PARTS)) {
      return { ...values, parts: positionals.length > 0 ? positionals : Object.keys(PARTS) }
    }
  } catch {
    // An option that we do not know: the sentence below says which there are.
  }
  throw new Trouble(
    "Use: npm run bench -- [intake] [payments] [mail] [reading] [dispatch] [pages] [--quick] [--filled postgres://…] [--out file.json]"
  )
}

const bench = async (started) => {
  const { parts, quick, out, filled } = readOptions()
  await ensureDependencies(root)
  const { prepareStack } = await import("./bench/stack.mjs")
  const results = path.join(root, "test-results", "bench")
  const machine = describeMachine()
  const stack = await prepareStack({ root, results, started })
  const report = {
    at: new Date().toISOString(),
    quick,
    machine,
    disk_flush: measureFlush(stack.folder),
    parts: {},
  }
  for (const part of parts) {
    say(`Part ${part} …`)
    report.parts[part] = await PARTS[part](stack, { quick, filled })
  }
  report.machine.load_average_after = os.loadavg().map((load) => Number(load.toFixed(2)))
  const file = path.resolve(
    root,
    out ?? path.join("docs", "reports", `bench-${report.at.slice(0, 16).replaceAll(":", "")}.json`)
  )
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`)
  printReport(report)
  process.stdout.write(`\nWritten to ${path.relative(process.cwd(), file)}\n`)
}

const { started, stopAll } = stopTogether()

bench(started)
  .catch((error) => {
    explain(error)
    process.exitCode = 1
  })
  .then(stopAll)
