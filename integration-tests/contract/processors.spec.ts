import { type Simulators, startSimulators } from "../harness"
import { CONTRACT } from "./checks"
import { accessOf, type Context, receiveCallbacks } from "./context"
import { SUBJECTS } from "./subjects"

describe.each(SUBJECTS.map((subject) => ({ name: subject.processor.title, subject })))(
  "$name keeps the contract",
  ({ subject }) => {
    let simulators: Simulators
    let receiver: Awaited<ReturnType<typeof receiveCallbacks>>
    let context: Context

    beforeAll(async () => {
      receiver = await receiveCallbacks()
      simulators = await startSimulators({ callbacks: receiver.url, speed: 20 })
      context = {
        subject,
        processor: subject.processor,
        simulators,
        account: accessOf(simulators, subject.account),
        exchanges: [],
        callbacks: receiver.callbacks,
      }
    })
    afterAll(async () => {
      await simulators?.stop()
      await receiver?.stop()
    })

    const checks = CONTRACT.filter(({ applies }) => applies(subject))
    it.each(checks.map((check) => ({ what: check.name, check })))("$what", async ({ check }) => {
      await check.run(context)
    })
  }
)
