import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"

const SAVE_EVERY_MS = 500

/**
 * The simulators' whole state: one plain object, read from a file and written back to it while they
 * run and when they stop. Without a file it lives as long as the process.
 */
export const keepState = (file) => {
  const state = file && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}
  let written = ""
  const save = () => {
    const text = JSON.stringify(state)
    if (!file || text === written) {
      return
    }
    // Renamed into place: a kill in the middle leaves the file of before.
    writeFileSync(`${file}.new`, text, { mode: 0o600 })
    renameSync(`${file}.new`, file)
    written = text
  }
  const timer = file ? setInterval(save, SAVE_EVERY_MS) : undefined
  return {
    state,
    stop: () => {
      clearInterval(timer)
      save()
    },
  }
}
