import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { createWriteStream, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { packPages } from "./pack-pages.mjs"
import { say, Trouble } from "./say.mjs"

/** Where `medusa build` puts the application that is served. */
export const serverFolder = (root) => path.join(root, ".medusa", "server")

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .map((file) => file.split(path.sep).join("/"))

/** One hash over names and contents. With `files` only those, otherwise all that `matches` takes. */
export const hashOfFiles = (folder, matches = () => true, files = filesBelow(folder)) => {
  const hash = createHash("sha256")
  for (const file of files.filter((name) => matches(name)).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(folder, file)))
      .update("\0")
  }
  return hash.digest("hex")
}

const isSource = (file) => !/\.spec\.tsx?$/.test(file)

const stateOfSources = (root) =>
  createHash("sha256")
    .update(hashOfFiles(path.join(root, "src"), isSource))
    .update(
      hashOfFiles(root, undefined, [
        "medusa-config.ts",
        "package.json",
        "package-lock.json",
        "tsconfig.json",
      ])
    )
    .digest("hex")

/** Builds API and staff pages when the sources have changed since the last build. */
export const ensureBuild = async ({ root, environment, logFile }) => {
  const mark = path.join(serverFolder(root), ".built-from")
  const state = stateOfSources(root)
  if (existsSync(mark) && readFileSync(mark, "utf8") === state) {
    return
  }
  say("Building the API and the staff's pages (about a minute) …")
  const cli = path.join(root, "node_modules", "@medusajs", "cli", "cli.js")
  const log = createWriteStream(logFile, { flags: "a", mode: 0o600 })
  const words = []
  const keep = (chunk) => {
    words.push(chunk.toString())
    log.write(chunk)
  }
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, "build"], {
      cwd: root,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    })
    child.stdout.on("data", keep)
    child.stderr.on("data", keep)
    child.once("error", () => resolve(-1))
    child.once("close", (status) => resolve(status ?? -1))
  })
  log.end()
  if (code !== 0) {
    const complaint = words
      .join("")
      .split("\n")
      .filter((line) => /error/i.test(line))
      .slice(0, 10)
      .join("\n")
    throw new Trouble(`The build failed; ${logFile} has all of it.\n${complaint}`)
  }
  await packPages(path.join(serverFolder(root), "public", "admin", "assets"))
  writeFileSync(mark, state)
}
