import { spawn } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { say, Trouble } from "./say.mjs"

const readJson = (file) => JSON.parse(readFileSync(file, "utf8"))

/** True when what npm last installed is what package-lock.json asks for. */
const isUpToDate = (root) => {
  const record = path.join(root, "node_modules", ".package-lock.json")
  if (!existsSync(record)) {
    return false
  }
  const wanted = readJson(path.join(root, "package-lock.json")).packages
  const present = readJson(record).packages
  return Object.entries(wanted).every(
    ([name, { version, optional }]) =>
      name === "" || (present[name] ? present[name].version === version : Boolean(optional))
  )
}

/** npm as it runs us, or the one on the PATH. */
const npmCommand = () =>
  process.env.npm_execpath?.endsWith(".js")
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === "win32" ? "npm.cmd" : "npm"]

/** Installs the dependencies when they are missing or older than package-lock.json. */
export const ensureDependencies = async (root) => {
  if (isUpToDate(root)) {
    return
  }
  say("Installing the dependencies with npm (a minute or two) …")
  const [command, ...first] = npmCommand()
  const code = await new Promise((resolve) => {
    // Not npm ci: it takes everything away first, and one new library would fetch them all again.
    // --no-save installs what the lock file says, too.
    // The build tools are among the devDependencies: they are needed whatever NODE_ENV says.
    const child = spawn(
      command,
      [...first, "install", "--no-save", "--include=dev", "--loglevel=error"],
      {
        cwd: root,
        stdio: "inherit",
      }
    )
    child.once("error", () => resolve(-1))
    child.once("exit", (status) => resolve(status ?? -1))
  })
  if (code !== 0) {
    throw new Trouble(
      "The dependencies could not be installed: npm install failed (its own words are above). Is the npm registry reachable?"
    )
  }
}
