import {
  closeSync,
  fdatasyncSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs"
import os from "node:os"
import path from "node:path"

/** Clock ticks of /proc in a second: 100 on every Linux that Node runs on. */
const TICKS = 100

/** What a figure means depends on the machine that it was measured on. */
export const describeMachine = () => ({
  processor: os.cpus()[0]?.model ?? "unknown",
  cores: os.availableParallelism(),
  memory_gb: Number((os.totalmem() / 1e9).toFixed(1)),
  system: `${os.type()} ${os.release()}`,
  node: process.version,
  load_average_before: os.loadavg().map((load) => Number(load.toFixed(2))),
})

/**
 * How long the disk takes to acknowledge a flush of 8 kB, as PostgreSQL asks for at every commit:
 * the floor under every durable answer. Virtual machines may acknowledge before anything is safe.
 */
export const measureFlush = (folder, times = 300) => {
  const file = path.join(folder, "flush-test")
  const page = Buffer.alloc(8192, 1)
  const descriptor = openSync(file, "w", 0o600)
  const milliseconds = []
  try {
    for (let turn = 0; turn < times; turn += 1) {
      writeSync(descriptor, page, 0, page.length, turn * page.length)
      const began = performance.now()
      fdatasyncSync(descriptor)
      milliseconds.push(performance.now() - began)
    }
  } finally {
    closeSync(descriptor)
    rmSync(file, { force: true })
  }
  milliseconds.sort((one, other) => one - other)
  return {
    p50_ms: Number(percentile(milliseconds, 50).toFixed(3)),
    p99_ms: Number(percentile(milliseconds, 99).toFixed(3)),
  }
}

/** @param sorted ascending @returns the value that `percent` of them do not exceed; 0 of none */
export const percentile = (sorted, percent) =>
  sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0

const statOf = (pid) => {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8")
  // The command in brackets may itself hold spaces and brackets.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ")
  const [, parent] = fields
  const [user, system, childrenUser, childrenSystem] = fields.slice(11, 15).map(Number)
  return { parent: Number(parent), own: user + system, ended: childrenUser + childrenSystem }
}

/** CPU seconds that a process has used so far. */
export const cpuSecondsOf = (pid) => statOf(pid).own / TICKS

/** CPU seconds of a PostgreSQL: the postmaster, its living backends, and those that have ended. */
export const cpuSecondsOfFamily = (pid) => {
  const postmaster = statOf(pid)
  const living = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .reduce((sum, name) => {
      try {
        const { parent, own } = statOf(name)
        return parent === pid ? sum + own : sum
      } catch {
        // Gone since the folder was read.
        return sum
      }
    }, 0)
  return (postmaster.own + postmaster.ended + living) / TICKS
}

/** Resident memory of a process in MB. */
export const memoryOf = (pid) =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024)
