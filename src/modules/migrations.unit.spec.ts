import { readdirSync } from "node:fs"
import path from "node:path"

/** All modules share one table of the migrations that have run: it knows them by their names only. */
describe("the migrations of all modules", () => {
  it("have names that no other has, or the second would never run", () => {
    const names = readdirSync(__dirname, { recursive: true })
      .map((file) => path.basename(String(file)))
      .filter((name) => /^Migration\d+\.ts$/.test(name))
    expect(names.length).toBeGreaterThan(5)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})
