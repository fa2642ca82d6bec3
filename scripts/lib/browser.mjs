import { spawnSync } from "node:child_process"

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

/**
 * A Chromium that starts: that of T3_CHROMIUM, one on the PATH, or the one from npm.
 *
 * @returns its path, and what was tried where none of them starts
 */
export const findBrowser = async () => {
  const onPath = NAMES.map((name) =>
    spawnSync("which", [name], { encoding: "utf8" }).stdout?.trim()
  ).find(Boolean)
  const tried = []
  const works = (executable) => {
    const asked = spawnSync(executable, ["--version"], { encoding: "utf8", timeout: 30_000 })
    tried.push(
      `${executable}: ${(asked.stderr || asked.error?.message || "").trim().split("\n")[0]}`
    )
    return asked.status === 0
  }
  const wanted = process.env.T3_CHROMIUM || onPath
  if (wanted && works(wanted)) {
    return { executable: wanted, tried }
  }
  try {
    // Brings the libraries that a bare system lacks; must be set before the import.
    process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x"
    const { default: chromium } = await import("@sparticuz/chromium")
    const executable = await chromium.executablePath()
    if (works(executable)) {
      return { executable, tried }
    }
  } catch (error) {
    tried.push(error.message)
  }
  return { executable: undefined, tried }
}
