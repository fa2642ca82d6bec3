import { spawn } from "node:child_process"
import { writeFileSync } from "node:fs"
import path from "node:path"
import { readStack } from "../harness"

type Run = { ended: number | string | null; output: string }

/** Runs scripts/torture.mjs on a copy of the tests' database. */
const torture = (words: readonly string[]): Promise<Run> =>
  new Promise((resolve, reject) => {
    const { root } = readStack()
    const child = spawn(process.execPath, [path.join(root, "scripts", "torture.mjs"), ...words], {
      cwd: root,
    })
    let output = ""
    const keep = (chunk: Buffer): void => {
      output += chunk.toString("utf8")
    }
    child.stdout.on("data", keep)
    child.stderr.on("data", keep)
    child.once("error", reject)
    child.once("close", (code, signal) => resolve({ ended: code ?? signal, output }))
  })

describe("a short torture", () => {
  it("ends with nothing charged twice unnoticed, nothing lost and equal books", async () => {
    const stack = process.env.T3_TEST_STACK ?? ""
    const run = await torture([
      "--orders",
      "60",
      "--kills",
      "2",
      "--seed",
      "20261122",
      "--stack",
      stack,
    ])
    writeFileSync(path.join(readStack().results, "torture.log"), run.output)
    const [verdict] = run.output.trim().split("\n").slice(-1)
    expect({ ...run, verdict, output: run.output.match(/^WRONG: .*$/gm) }).toEqual({
      verdict: expect.stringMatching(/^TORTURE PASSED: 60 orders, .*seed 20261122/),
      output: null,
      ended: 0,
    })
  }, 600_000)

  it("does not begin with what it cannot understand", async () => {
    const run = await torture(["--orders", "many"])
    expect(run.ended).toBe(1)
    expect(run.output).toMatch(/Use: npm run torture/)
  })
})
