import { readFileSync } from "node:fs"
import path from "node:path"

type Package = { optionalDependencies?: Record<string, string> }

const root = path.resolve(__dirname, "..")
const { packages }: { packages: Record<string, Package> } = JSON.parse(
  readFileSync(path.join(root, "package-lock.json"), "utf8")
)

/** The folders in which Node looks for what a package needs, the nearest first. */
const foldersAbove = (folder: string): string[] => {
  const parts = folder.split("/node_modules/")
  return parts.map((_part, index) => parts.slice(0, parts.length - index).join("/node_modules/"))
}

const has = (from: string, name: string): boolean =>
  [...foldersAbove(from).map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`]
    // The root's own key is empty.
    .map((key) => key.replace(/^\//, ""))
    .some((key) => key in packages)

describe("package-lock.json", () => {
  it("names what each platform needs, so that a Mac or Windows gets its own binaries", () => {
    const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !has(from, name))
        .map((name) => `${from} → ${name}`)
    )
    expect(missing).toEqual([])
  })
})
