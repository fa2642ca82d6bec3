import { randomBytes } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { exampleOrder, STORIES } from "./lib/example-order.mjs"
import { explain, Trouble } from "./lib/say.mjs"

/**
 * node scripts/example-order.mjs <story>: prints an order of the demo's first shop, always a new
 * one, for `curl -d @-`.
 */

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
if (existsSync(path.join(root, ".env"))) {
  process.loadEnvFile(path.join(root, ".env"))
}
const demoFile = path.join(path.resolve(root, process.env.T3_DATA_DIR || ".data"), "demo.json")

try {
  const [story = "approved"] = process.argv.slice(2)
  const contents = Object.hasOwn(STORIES, story) ? STORIES[story] : undefined
  if (!contents) {
    throw new Trouble(`There is no story "${story}", only ${Object.keys(STORIES).join(", ")}.`)
  }
  if (!existsSync(demoFile)) {
    throw new Trouble(`There is no demo here (${demoFile}): npm start makes one.`)
  }
  const { shops } = JSON.parse(readFileSync(demoFile, "utf8"))
  const shopOrderId = `TRY-${story}-${randomBytes(4).toString("hex")}`
  process.stdout.write(`${JSON.stringify(exampleOrder(shops[0], { ...contents, shopOrderId }))}\n`)
} catch (error) {
  explain(error)
  process.exitCode = 1
}
