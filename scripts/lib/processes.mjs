import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"

/** True when the process exists, whoever owns it. A zombie counts as gone. */
export const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error.code === "EPERM"
  }
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"))
  } catch {
    return true
  }
}

/** The command line of a process, "" when it cannot be read. */
export const commandLine = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim()
  } catch {
    // No /proc: macOS.
  }
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).trim()
  } catch {
    return ""
  }
}

/** The parent of a process, undefined where that cannot be read (no /proc). */
export const parentOf = (pid) => {
  try {
    const [, rest] = readFileSync(`/proc/${pid}/stat`, "utf8").split(/\) (?=\S \d)/)
    return Number(rest.split(" ")[1])
  } catch {
    return undefined
  }
}

/** Waits until the process is gone; false when it still lives after the time. */
export const waitForEnd = async (pid, milliseconds) => {
  const end = Date.now() + milliseconds
  while (isAlive(pid)) {
    if (Date.now() > end) {
      return false
    }
    await sleep(100)
  }
  return true
}

/** Asks a process to stop, and ends it when it does not within the time. */
export const stopProcess = async (pid, signal, milliseconds) => {
  try {
    process.kill(pid, signal)
  } catch {
    return
  }
  if (!(await waitForEnd(pid, milliseconds))) {
    try {
      process.kill(pid, "SIGKILL")
    } catch {
      return
    }
    await waitForEnd(pid, 5000)
  }
}
