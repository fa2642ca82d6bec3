import { readFileSync } from "node:fs"
import type { DemoFacts } from "../../src/scripts/seed-demo"

/** What scripts/test.mjs has prepared for this run. */
export type Stack = {
  root: string
  /** Private folder of the run, removed at its end. */
  folder: string
  /** Where screenshots and logs go, kept for a look. */
  results: string
  template: string
  /** Address of the test PostgreSQL's own database `postgres`. */
  database_url: string
  environment: Record<string, string>
  /** How Node runs the server. */
  node_flags: string[]
  demo: DemoFacts
}

/** Reads what the run has prepared. Throws when a spec is run without `npm test`. */
export const readStack = (): Stack => {
  const file = process.env.T3_TEST_STACK
  if (!file) {
    throw new Error("These tests need servers: run them with `npm test -- http` or `-- browser`.")
  }
  const stack: Stack = JSON.parse(readFileSync(file, "utf8"))
  return stack
}
