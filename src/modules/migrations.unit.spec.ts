import { readdirSync } from "node:fs"
import path from "node:path"

/** Medusa notes every module's migrations in one table, by name alone: of two equal names one never runs. */
describe("the migrations of all modules", () => {
  it("have different names", () => {
    const names = readdirSync(__dirname, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((entry) => {
        const folder = path.join(__dirname, entry.name, "migrations")
        return readdirSync(folder).filter((file) => /^Migration\d+\.ts$/.test(file))
      })
    expect(names.length).toBeGreaterThan(5)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})
