import { chmod, mkdir, rename, writeFile } from "node:fs/promises"
import path from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { ServingEnvironment } from "../lib/environment"

export type DemoFacts = {
  url: string
  database_url: string
  staff: { role: "administrator" | "manager" | "operator"; email: string; password: string }[]
  shops: {
    name: string
    domain: string
    currency: string
    api_id: string
    api_key: string
    publishable_key: string
  }[]
}

const writePrivately = async (file: string, facts: DemoFacts): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true })
  const draft = `${file}.new`
  await writeFile(draft, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 })
  await chmod(draft, 0o600)
  await rename(draft, file)
}

/** Seeds the demo and keeps its logins in a file that only the owner may read. */
export const seedDemo = async (
  _container: MedusaContainer,
  environment: ServingEnvironment & { T3_DEMO_FILE: string }
): Promise<void> => {
  await writePrivately(environment.T3_DEMO_FILE, {
    url: `http://127.0.0.1:${environment.PORT}`,
    database_url: environment.DATABASE_URL,
    staff: [],
    shops: [],
  })
}
