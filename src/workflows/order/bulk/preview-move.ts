import type { MedusaContainer } from "@medusajs/framework/types"
import { shareOf } from "../../../lib/money"
import { problemOf } from "../../../lib/problem"
import type { Transaction } from "../../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { EventActor } from "../../../modules/crm_order/order-events"
import type { Mover, OrderStatus } from "../../../modules/crm_order/order-status"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { OrderStateRow } from "../../../modules/crm_order/service"
import { orderMoveOptions } from "../../../modules/crm_order/state-machine"
import type { OrderFilter, OrderScope } from "../../../modules/crm_order/types"
import { LEDGER_MODULE } from "../../../modules/ledger"
import type LedgerModuleService from "../../../modules/ledger/service"
import { MAIL_MODULE } from "../../../modules/mail"
import type MailModuleService from "../../../modules/mail/service"
import type { MessageRow } from "../../../modules/mail/types"
import { plainAddressOf } from "../../../modules/mail/suppressions"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import { isAddress } from "../../../providers/notification/smtp/mailbox"
import { refuseToSend } from "../../mail/sending-rules"
import { recordRefundViewWithin } from "../../payment/record-refund-view"
import { moveByHand, type MoveWithin } from "../move-by-hand"
import { canBeUndone, UNDO_SECONDS } from "./bulk-rules"
import { PreviewSums, type PreviewedLetter, type TriedMove } from "./preview-sums"

export type PreviewMoveInput = {
  /** Either the orders themselves or the filter that the person has on the screen. */
  ids?: readonly string[]
  filter?: OrderFilter
  to: OrderStatus
  reason: string | null
  mover: Mover
  actor: EventActor
  scope: OrderScope
}

/** Of a filter so many orders are looked at, the newest: what an exact count goes up to. */
const MOST_READ = 10_000
const READ_AT_ONCE = 1_000

/**
 * So many moves are tried, and no longer than this: somebody waits for the answer. What a person ticks,
 * and somewhat more, is tried to the end however long it takes: there the answer is exact.
 */
const MOST_TRIED = 1_000
const ALWAYS_TRIED = 250
const LONGEST_MS = 8_000
const TRIED_AT_ONCE = 4

/** Stands for the reason that the person has not written yet, so that the rest can be told. */
const SOME_REASON = "…"

/** Carries what a move would do out of its transaction, which is rolled back by it. */
class Tried extends Error {
  constructor(readonly move: TriedMove) {
    super("This move was only tried.")
  }
}

/**
 * A refund at a processor is booked when the processor has said yes: here it has. Its own word about
 * its fee is not known before it is asked.
 *
 * @returns whether somebody has to be asked
 */
const grantRefund = async (
  container: MedusaContainer,
  transaction: Transaction,
  { from, money }: MoveWithin
): Promise<boolean> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const all = money === "refund" ? await attempts.listForOrder(from.id, transaction) : []
  const asked = all.findLast(({ kind, state }) => kind === "refund" && state === "created")
  if (!asked) {
    return false
  }
  const { id, amount, currency } = asked
  await recordRefundViewWithin(
    container,
    transaction,
    await orders.lockState(transaction, from.id),
    {
      attempt_id: id,
      view: {
        refund_id: null,
        reference: id,
        state: "approved",
        money: { amount, currency },
        ...{ code: null, message: null, fee: null },
      },
      exchanges: [],
      source: "answer",
      cause: id,
    }
  )
  return true
}

/** What becomes of a letter that a move has touched; nothing where it has only given it another moment. */
const previewedLetter = ({
  kind,
  state,
  is_new,
}: MessageRow & { is_new: boolean }): PreviewedLetter[] => {
  if (is_new) {
    return [{ kind, fate: state === "skipped" ? "switched_off" : "sent" }]
  }
  return state === "cancelled" ? [{ kind, fate: "stopped" }] : []
}

/**
 * What a move does to one order: it is made, by the very code that makes it in earnest, its traces are
 * read, and the transaction is rolled back.
 */
const tryMove = async (
  container: MedusaContainer,
  { to, reason, mover, actor, scope }: PreviewMoveInput,
  order: OrderStateRow
): Promise<TriedMove> => {
  const ledger: LedgerModuleService = container.resolve(LEDGER_MODULE)
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  try {
    await moveByHand(
      container,
      { id: order.id, to, mover, actor, scope, reason: reason ?? SOME_REASON, cause: null },
      async (transaction, moved) => {
        const asks = await grantRefund(container, transaction, moved)
        const letters = await messages.touchedWithin(transaction, order.id)
        throw new Tried({
          order,
          refusal: null,
          asks_processor: asks,
          needs_reason: moved.money === "approve_by_hand",
          letters: letters.flatMap(previewedLetter),
          lines: await ledger.linesWithin(transaction, order.id),
        })
      }
    )
  } catch (error) {
    if (error instanceof Tried) {
      return error.move
    }
    const problem = problemOf(error)
    if (problem) {
      return refused(order, problem.code, problem.message)
    }
    throw error
  }
  throw new Error("A move that was only tried has been made.")
}

const refused = (order: TriedMove["order"], code: string, sentence: string): TriedMove => ({
  order,
  refusal: { code, sentence },
  asks_processor: false,
  needs_reason: false,
  letters: [],
  lines: [],
})

/** What the postman will say when the letters are due. */
const judgeLetters = async (
  container: MedusaContainer,
  moves: readonly TriedMove[]
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { suppressions }: MailModuleService = container.resolve(MAIL_MODULE)
  const standings = await orders.mailStandings(moves.map(({ order }) => order.id))
  const suppressed = await suppressions.amongSuppressed(
    [...standings.values()].map(({ email }) => email)
  )
  for (const { order, letters } of moves) {
    const standing = standings.get(order.id) ?? null
    const email = standing?.email ?? ""
    for (const letter of letters.filter(({ fate }) => fate === "sent")) {
      const why = refuseToSend(letter, standing, {
        is_usable: isAddress(email),
        is_suppressed: suppressed.has(plainAddressOf(email)),
        is_unsubscribed: false,
      })
      if (why) {
        letter.fate = "not_sent"
      }
    }
  }
}

/** As many as are looked at, evenly from the whole: a part that stands for the rest. */
const spread = <Item>(items: readonly Item[], most: number): Item[] =>
  items.length <= most
    ? [...items]
    : Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)])

/** Every fourth first, then those between: where the time ends, what was tried lies all over the whole. */
const inTurns = <Item>(items: readonly Item[]): Item[] =>
  [0, 2, 1, 3].flatMap((turn) => items.filter((_, index) => index % 4 === turn))

/** Tries moves side by side until all are tried or the time is over. */
const tryAll = async (
  container: MedusaContainer,
  input: PreviewMoveInput,
  orders: readonly OrderStateRow[]
): Promise<TriedMove[]> => {
  const until = Date.now() + LONGEST_MS
  const tried: TriedMove[] = []
  const turns = inTurns(spread(orders, MOST_TRIED))
  const isTime = (): boolean => turns.length <= ALWAYS_TRIED || Date.now() < until
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < turns.length && isTime()) {
      const order = turns[next]
      next += 1
      tried.push(await tryMove(container, input, order))
    }
  }
  await Promise.all(Array.from({ length: TRIED_AT_ONCE }, worker))
  return tried
}

type Chosen = { ids: string[]; total: number; total_is_estimate: boolean }

const choose = async (
  container: MedusaContainer,
  { ids, filter = {}, scope }: PreviewMoveInput
): Promise<Chosen> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  if (ids) {
    const all = [...new Set(ids)]
    return { ids: all.slice(0, MOST_READ), total: all.length, total_is_estimate: false }
  }
  const [{ count, count_is_estimate }, found] = await Promise.all([
    orders.countOrders(filter, scope),
    orders.listMatchingIds(filter, scope, MOST_READ),
  ])
  const isAll = found.length < MOST_READ
  return {
    ids: found,
    total: isAll ? found.length : Math.max(count, found.length),
    total_is_estimate: !isAll && count_is_estimate,
  }
}

/** What every order's status says about the move before it is tried: most that cannot move stop here. */
const sort = (
  input: PreviewMoveInput,
  ids: readonly string[],
  states: ReadonlyMap<string, OrderStateRow>
): { movable: OrderStateRow[]; stuck: TriedMove[] } => {
  const movable: OrderStateRow[] = []
  const stuck: TriedMove[] = []
  for (const id of ids) {
    const order = states.get(id)
    const isSeen = order && (input.scope === "all" || order.call_center_since !== null)
    if (!isSeen) {
      stuck.push(refused({ id, status: null }, "not_found", "There is no such order."))
      continue
    }
    const option = orderMoveOptions(order, input.mover).find(({ status }) => status === input.to)
    if (option?.allowed) {
      movable.push(order)
    } else {
      stuck.push(refused(order, option?.because ?? "table", option?.why ?? ""))
    }
  }
  return { movable, stuck }
}

/**
 * What a bulk move would do, before anything happens: how many orders move, which letters go out, what
 * is booked, what is refused and why. Worked out by making the moves and rolling them back, so that it
 * cannot say anything else than what then happens. Exact for 250 moves, and for as many as the time
 * allows; of more a part is tried and the rest is reckoned from it, and `is_exact` says so.
 */
export const previewMove = async (container: MedusaContainer, input: PreviewMoveInput) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { ids, total, total_is_estimate } = await choose(container, input)
  const states = new Map<string, OrderStateRow>()
  for (let from = 0; from < ids.length; from += READ_AT_ONCE) {
    for (const [id, state] of await orders.readStates(ids.slice(from, from + READ_AT_ONCE))) {
      states.set(id, state)
    }
  }
  const { movable, stuck } = sort(input, ids, states)
  const tried = await tryAll(container, input, movable)
  await judgeLetters(container, tried)

  const sums = new PreviewSums()
  // What was not looked at is reckoned like what was.
  const share = (units: bigint, seen: number, all: number): bigint =>
    seen === all ? units : shareOf(units, BigInt(all), BigInt(Math.max(seen, 1)))
  sums.add(stuck, (units) => share(units, ids.length, total))
  sums.add(tried, (units) => share(share(units, tried.length, movable.length), ids.length, total))
  const displayIds = await orders.displayIds(sums.exampleIds())
  return {
    total,
    total_is_estimate,
    is_exact: tried.length === movable.length && ids.length === total,
    looked_at: stuck.length + tried.length,
    ...sums.present(displayIds),
    undo: { possible: canBeUndone(input.to), seconds: UNDO_SECONDS },
  }
}
