import { mkdirSync, rmSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { ensureDependencies } from "./lib/dependencies.mjs"
import { explain, say, Trouble } from "./lib/say.mjs"
import { stopTogether } from "./lib/stop-together.mjs"
import { breakThings } from "./torture/chaos.mjs"
import { checkEverything } from "./torture/checks.mjs"
import { letThingsSettle } from "./torture/drain.mjs"
import { playOrders } from "./torture/people.mjs"
import { prepareTorture } from "./torture/stack.mjs"

/**
 * npm run torture [-- --orders 2000 --seed N]: shops send orders, customers pay them (some twice),
 * staff charge, refund and cancel, processors fail in every way the simulators know, and the server is
 * killed again and again. Afterwards the books of the simulators, which share no code with the
 * application, are held against its own.
 *
 * Everything runs on a database, ports and simulators of its own. The last line is the verdict; the
 * exit code is 0 only when it is good. The same seed draws the same orders and faults, though not
 * the same moments.
 */

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const USE = "Use: npm run torture [-- --orders 2000 --seed 7 --kills 30]"

const wholeNumber = (text, least) => {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < least) {
    throw new Trouble(`${USE}; "${text}" is no such number.`)
  }
  return number
}

const readOptions = () => {
  let values
  try {
    values = parseArgs({
      options: {
        orders: { type: "string", default: "2000" },
        seed: { type: "string", default: String(Date.now() % 1_000_000) },
        kills: { type: "string" },
        // What scripts/test.mjs has prepared: saves making a database for the short run of the tests.
        stack: { type: "string" },
      },
    }).values
  } catch {
    throw new Trouble(USE)
  }
  const orders = wholeNumber(values.orders, 1)
  return {
    orders,
    seed: wholeNumber(values.seed, 0),
    kills: wholeNumber(values.kills ?? String(Math.max(2, Math.round(orders / 70))), 0),
    stackFile: values.stack,
  }
}

const torture = async (started) => {
  const { orders, seed, kills, stackFile } = readOptions()
  say(`Torture: ${orders} orders, ${kills} kills, seed ${seed}.`)
  await ensureDependencies(root)
  const results = path.join(root, "test-results", "torture")
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  const world = await prepareTorture({ root, results, started, stackFile, seed })
  const chaos = breakThings(world, { kills, seed })
  started.push({ stop: chaos.abandon })
  const story = await playOrders(world, { orders, seed, onProgress: say })
  say("The last order is in. Faults end, what is open is asked about …")
  const figures = await chaos.stop()
  const settled = await letThingsSettle(world)
  say("Comparing books …")
  const { facts, violations } = await checkEverything(world, story)
  const seconds = Math.round(process.uptime())
  process.stdout.write(
    `\n${JSON.stringify({ seed, orders, seconds, ...figures, ...story.figures, ...settled, ...facts }, null, 2)}\n\n`
  )
  for (const violation of violations) {
    process.stdout.write(`WRONG: ${violation}\n`)
  }
  const good = violations.length === 0
  process.stdout.write(
    good
      ? `TORTURE PASSED: ${orders} orders, ${figures.kills} kills, seed ${seed}: nothing charged twice unnoticed, nothing lost, books equal.\n`
      : `TORTURE FAILED: ${violations.length} things are wrong after ${orders} orders, seed ${seed}.\n`
  )
  return good
}

const { started, stopAll } = stopTogether()

torture(started)
  .then((good) => {
    process.exitCode = good ? 0 : 1
  })
  .catch((error) => {
    explain(error)
    process.stdout.write("TORTURE FAILED: it could not be carried through.\n")
    process.exitCode = 1
  })
  .then(stopAll)
  .then(() => process.exit())
