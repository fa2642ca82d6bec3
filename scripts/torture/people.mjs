import { setTimeout as sleep } from "node:timers/promises"
import { randomOf } from "../../integration-tests/simulators/lib/random.mjs"
import { drawScenario, orderOf } from "./scenarios.mjs"
import { persist } from "./staff.mjs"

/** Orders that are under way at the same time. */
const AT_ONCE = 8
/** How long somebody waits for a payment to get where the story goes on. */
const PATIENCE_MS = 20_000
const LOOK_EVERY_MS = 250

/** Sends the order until it is acknowledged, as a shop does that was never answered. */
const sendOrder = async ({ url }, body, waitSeconds) => {
  for (;;) {
    const answer = await persist(`${url}/create_order.php`, {
      method: "POST",
      headers: { "content-type": "application/json", prefer: `wait=${waitSeconds}` },
      body: JSON.stringify(body),
    })
    if (answer.status === 409 && answer.body?.code === "in_progress") {
      continue
    }
    return answer
  }
}

/** What somebody does with an order after it was acknowledged; what they meet is no fault of theirs. */
const peopleOf = (world, { id, random }) => {
  const { query, manager, simulators } = world
  const attempts = () =>
    query(
      `select id, kind, state, payment_id, redirect_url, processor, amount::text, currency
         from payment_attempt where crm_order_id = $1 order by number`,
      [id]
    )
  const eventually = async (find) => {
    const until = Date.now() + PATIENCE_MS
    for (;;) {
      const found = find(await attempts())
      if (found || Date.now() > until) {
        return found
      }
      await sleep(LOOK_EVERY_MS)
    }
  }
  const press = async (link, choice) => {
    await fetch(link, {
      ...{ method: "POST", redirect: "manual", body: new URLSearchParams({ choice }) },
    }).catch(() => undefined)
  }
  const staff = (what, body) => manager.post(`/admin/crm/orders/${id}/${what}`, body)
  const atProcessor = ({ processor, id: reference, payment_id }, event, data = {}) =>
    simulators.post("/events", { processor, event, reference, payment_id, ...data })
  return {
    staff,
    press,
    atProcessor,
    random,
    openPage: () =>
      eventually((all) => all.find((one) => one.state === "pending" && one.redirect_url)),
    paid: () =>
      eventually((all) => all.find((one) => one.kind === "charge" && one.state === "approved")),
    links: async () => (await attempts()).flatMap(({ redirect_url }) => redirect_url ?? []),
  }
}

const orderPage = async (people, choice) => {
  const attempt = await people.openPage()
  if (attempt) {
    await people.press(attempt.redirect_url, choice)
  }
  return attempt
}

/** What happens to an order after its shop has sent it. */
const STORIES = {
  onPage: (people) => orderPage(people, "pay"),
  cancelsOnPage: (people) => orderPage(people, "cancel"),
  tooLittle: (people) => orderPage(people, "less"),
  tooMuch: (people) => orderPage(people, "more"),

  tooLate: async (people) => {
    const attempt = await orderPage(people, "expire")
    await sleep(1_000)
    if (attempt) {
      await people.press(attempt.redirect_url, "pay")
    }
  },

  /** The customer confirms while a manager charges the card past 3-D Secure. */
  whileStaffCharge: async (people) => {
    const attempt = await people.openPage()
    await Promise.all([
      attempt && people.press(attempt.redirect_url, "pay"),
      people.staff("payment/charge", { way: "mail_or_telephone", close_open_links: true }),
    ])
  },

  /** A second link is made, and the customer pays by both at the same moment. */
  byTwoLinks: async (people) => {
    const attempt = await people.openPage()
    const [, second] = await Promise.all([
      attempt && people.random() < 0.5 && people.press(attempt.redirect_url, "pay"),
      people.staff("payment/link", { close_open_links: people.random() < 0.5 }),
    ])
    const links = new Set([...(await people.links()), second.body?.attempt?.redirect_url])
    await Promise.all([...links].filter(Boolean).map((link) => people.press(link, "pay")))
  },

  /** A manager cancels, the customer pays all the same. */
  afterCancelling: async (people) => {
    const attempt = await people.openPage()
    await people.staff("status", { status: "cancelled", reason: "Torture" })
    if (attempt) {
      await people.press(attempt.redirect_url, "pay")
    }
  },

  refunded: async (people) => {
    if (await people.paid()) {
      await people.staff("payment/refund", { reason: "Torture" })
    }
  },

  /** Twice at the same moment: only one of them may be under way. */
  refundedInPart: async (people) => {
    const paid = await people.paid()
    if (paid) {
      const amount = (Number(paid.amount) / 3).toFixed(2)
      await Promise.all(
        ["one", "two"].map((reason) => people.staff("payment/refund", { amount, reason }))
      )
    }
  },

  onPageThenRefunded: async (people) => {
    await orderPage(people, "pay")
    await STORIES.refunded(people)
  },

  refundedAtProcessor: async (people) => {
    const paid = await people.paid()
    if (paid) {
      await people.atProcessor(paid, "refund", { amount: "1.00" })
    }
  },

  chargedBackAndWon: async (people) => {
    const paid = await people.paid()
    if (paid?.processor === "stripe") {
      await people.atProcessor(paid, "chargeback")
      await sleep(500 * people.random())
      await people.atProcessor(paid, "chargeback_reversal")
    }
  },

  /** Two managers press the button at the same moment. */
  staffChargeAgain: async (people) => {
    await sleep(1_500)
    await Promise.all(
      ["stored", "mail_or_telephone"].map((way) => people.staff("payment/charge", { way }))
    )
  },
}

/**
 * Plays so many orders, several at a time.
 *
 * @returns `acknowledged` (public ids), `secrets` (numbers that may be nowhere), `refused` and
 *   `broken` (what should not have happened), and figures
 */
export const playOrders = async (world, { orders, seed, onProgress }) => {
  const story = { acknowledged: [], secrets: [], refused: [], broken: [], figures: {} }
  const { shops } = world.demo
  const stories = []
  let next = 0

  const playOne = async (serial) => {
    // Its own numbers, so that an order is the same whatever the others do.
    const random = randomOf(seed * 1_000_003 + serial)
    const scenario = drawScenario(random)
    const shop = shops[Math.floor(random() * shops.length)]
    const { body, secret } = orderOf(scenario, { shop, serial, random })
    const answer = await sendOrder(world, body, Math.floor(random() * 4))
    if (secret) {
      story.secrets.push(secret)
    }
    if (answer.status !== 201 && answer.status !== 200) {
      story.refused.push(`${scenario.name}: ${answer.status} ${answer.text.slice(0, 300)}`)
      return
    }
    const { id } = answer.body
    story.acknowledged.push(id)
    const play = STORIES[scenario.pays]
    if (play) {
      // Goes on beside the orders that follow: people take their time.
      stories.push(
        play(peopleOf(world, { id, random })).catch((error) =>
          story.broken.push(`${scenario.name} (${id}): ${error.message}`)
        )
      )
    }
  }

  const worker = async () => {
    for (;;) {
      const serial = (next += 1)
      if (serial > orders) {
        return
      }
      await playOne(serial)
      if (serial % 200 === 0) {
        onProgress(`${serial} orders are in.`)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  await Promise.all(stories)
  story.figures = {
    acknowledged: story.acknowledged.length,
    staff_answers: world.manager.answers,
  }
  return story
}
