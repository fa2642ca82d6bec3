import { type Simulators, startSimulators } from "../harness"
import { CONTRACT } from "./suppliers/checks"
import { SUBJECTS } from "./suppliers/subjects"
import type { World } from "./suppliers/world"

describe.each([...SUBJECTS])("a supplier ($name) keeps the contract", ({ traits, prepare }) => {
  let simulators: Simulators
  let world: World

  beforeAll(async () => {
    simulators = await startSimulators({ speed: 20 })
    world = await prepare(simulators)
  })
  afterAll(async () => {
    await world?.stop()
    await simulators?.stop()
  })

  const checks = CONTRACT.filter(({ applies }) => applies(traits))
  it.each(checks.map((check) => ({ what: check.name, check })))("$what", async ({ check }) => {
    await check.run(world)
  })
})
