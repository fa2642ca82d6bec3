import { randomUUID } from "node:crypto"
import type { Answer, PaymentView, Processor } from "../../src/providers/payment/processor"

/**
 * How processors are usually got wrong: each mistake breaks a sound processor in one way, and names
 * the check of the contract that has to notice. What is not noticed here would be noticed by a
 * customer who has paid twice.
 */
export type Mistake = {
  name: string
  caught_by: string
  broken: (sound: Processor) => Processor
}

const changed = async <View>(
  answer: Promise<Answer<View>>,
  change: (view: View) => View
): Promise<Answer<View>> => {
  const { view, exchanges } = await answer
  return { view: change(view), exchanges }
}

const silenceAs =
  (state: "declined" | "approved") =>
  (view: PaymentView): PaymentView =>
    view.state === "unknown" ? { ...view, state, captured: null } : view

const LOST = "a charge whose answer is lost (reset_after_charging) is unknown, and found by asking"

export const MISTAKES: readonly Mistake[] = [
  {
    name: "takes silence for a decline: the next processor charges a second time",
    caught_by: LOST,
    broken: (sound) => ({
      ...sound,
      charge: (account, request) => changed(sound.charge(account, request), silenceAs("declined")),
    }),
  },
  {
    name: "takes silence for an approval: goods leave without money",
    caught_by: LOST,
    broken: (sound) => ({
      ...sound,
      charge: (account, request) => changed(sound.charge(account, request), silenceAs("approved")),
    }),
  },
  {
    name: "sends a charge again when nobody answers",
    caught_by: LOST,
    broken: (sound) => ({
      ...sound,
      charge: async (account, request) => {
        const first = await sound.charge(account, request)
        return first.view.state === "unknown" ? sound.charge(account, request) : first
      },
    }),
  },
  {
    name: "takes a failed question for 'never seen'",
    caught_by: "a question that is not answered says nothing",
    broken: (sound) => ({
      ...sound,
      query: (account, payment) =>
        changed(sound.query(account, payment), (view) =>
          view.state === "unknown" ? { ...view, found: false } : view
        ),
    }),
  },
  {
    name: "tells the money it was asked for, not what was taken",
    caught_by: "another currency than asked for is told as it is",
    broken: (sound) => ({
      ...sound,
      charge: (account, request) =>
        changed(sound.charge(account, request), (view) => ({
          ...view,
          captured: view.captured && request.money,
        })),
    }),
  },
  {
    name: "thinks that every currency has two decimal places",
    caught_by: "amounts arrive exactly, in currencies of any number of decimal places",
    broken: (sound) => ({
      ...sound,
      charge: (account, request) =>
        changed(sound.charge(account, request), (view) => ({
          ...view,
          captured: view.captured && {
            ...view.captured,
            amount: Number(view.captured.amount).toFixed(2),
          },
        })),
    }),
  },
  {
    name: "says closed without closing",
    caught_by: "a payment link that is closed cannot be paid",
    broken: (sound) => ({
      ...sound,
      close: (account, payment) =>
        changed(sound.query(account, payment), (view) => ({
          ...view,
          state: "declined",
          code: "closed_by_us",
        })),
    }),
  },
  {
    name: "gives back more than was asked for",
    caught_by: "partial refunds add up, and more than was taken is refused",
    broken: (sound) => ({
      ...sound,
      refund: (account, request) =>
        sound.refund(account, { ...request, money: request.charge.captured }),
    }),
  },
  {
    name: "forgets refunds when it is asked about a payment",
    caught_by: "a whole refund gives everything back, and is seen when asked about",
    broken: (sound) => ({
      ...sound,
      query: (account, payment) =>
        changed(sound.query(account, payment), (view) => ({ ...view, refunds: [] })),
    }),
  },
  {
    name: "believes every callback",
    caught_by: "a forged callback is not believed",
    broken: (sound) => ({ ...sound, verifyCallback: async () => true }),
  },
  {
    name: "gives an event another id every time it comes",
    caught_by: "the same event again has the same id, another event another",
    broken: (sound) => ({
      ...sound,
      readCallback: (body) => ({ ...sound.readCallback(body), event_id: randomUUID() }),
    }),
  },
  {
    name: "keeps what it has sent as it was",
    caught_by: "no recorded exchange holds a card or account number, a CVV, a key or a person",
    broken: (sound) => ({
      ...sound,
      charge: async (account, request) => {
        const { view, exchanges } = await sound.charge(account, request)
        return {
          view,
          exchanges: exchanges.map((one) => ({ ...one, request: request.instrument })),
        }
      },
    }),
  },
]
