import { AssertionError } from "node:assert/strict"
import { stripeProcessor } from "../../src/providers/payment/stripe/processor"
import { type Simulators, startSimulators } from "../harness"
import { MISTAKES } from "./broken-processor"
import { CONTRACT } from "./checks"
import { accessOf, approvedPayment, type Context, receiveCallbacks } from "./context"
import { SUBJECTS } from "./subjects"

/** The contract is worth what it notices. */
describe("A broken processor", () => {
  let simulators: Simulators
  let receiver: Awaited<ReturnType<typeof receiveCallbacks>>
  const subject = SUBJECTS.find(({ processor }) => processor === stripeProcessor)
  if (!subject) {
    throw new Error("There is no sound processor to break.")
  }

  beforeAll(async () => {
    receiver = await receiveCallbacks()
    simulators = await startSimulators({ callbacks: receiver.url, speed: 20 })
  })

  beforeEach(() => simulators.reset())

  afterAll(async () => {
    await simulators?.stop()
    await receiver?.stop()
  })

  const contextOf = (processor: Context["processor"]): Context => ({
    subject: { ...subject, processor },
    processor,
    simulators,
    account: accessOf(simulators, subject.account),
    exchanges: [],
    callbacks: receiver.callbacks,
  })

  const checkNamed = (name: string) => {
    const check = CONTRACT.find((one) => one.name === name && one.applies(subject))
    if (!check) {
      throw new Error(`The contract has no check "${name}".`)
    }
    return check
  }

  it.each(MISTAKES)("that $name fails the contract", async ({ caught_by, broken }) => {
    const context = contextOf(broken(stripeProcessor))
    // What looks at the records needs something to look at.
    await approvedPayment(context)
    await expect(checkNamed(caught_by).run(context)).rejects.toThrow(AssertionError)
  })

  it.each([...new Set(MISTAKES.map(({ caught_by }) => caught_by))])(
    "and only a broken one does: %s",
    async (name) => {
      const context = contextOf(stripeProcessor)
      await approvedPayment(context)
      await checkNamed(name).run(context)
    }
  )
})
