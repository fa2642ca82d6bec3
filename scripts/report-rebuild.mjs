import path from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { checkReachable } from "./lib/database.mjs"
import { installationEnvironment, runBuiltScript } from "./lib/run-script.mjs"
import { explain, Trouble } from "./lib/say.mjs"

/**
 * npm run report:rebuild [-- --check]
 * Makes the figures of the dashboard anew from the orders, the books and the attempts, while servers run,
 * and proves that they are equal. Ends with 1 and names the differences when they are not.
 * --check  only proves: changes nothing
 */

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")

const readOptions = () => {
  try {
    return parseArgs({ options: { check: { type: "boolean", default: false } } }).values
  } catch {
    throw new Trouble("Use: npm run report:rebuild [-- --check]")
  }
}

const run = async () => {
  const { check } = readOptions()
  const environment = installationEnvironment(root)
  await checkReachable(root, environment.DATABASE_URL)
  await runBuiltScript(root, environment, "rebuild-report", check ? ["check"] : [], (line) => {
    const said = /^rebuild-report: (.*)$/.exec(line)?.[1]
    if (said) {
      process.stdout.write(`${said}\n`)
    }
  })
}

run().catch((error) => {
  explain(error)
  process.exitCode = 1
})
