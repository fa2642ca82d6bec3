import { formatDecimal } from "../../../lib/money"
import type { OrderStatus } from "../../../modules/crm_order/order-status"
import {
  BOOK_PLACES,
  bookUnits,
  exactUsd,
  formatBookAmount,
  shownUsd,
} from "../../../modules/ledger/amounts"
import type { BookedLine, LedgerAccount } from "../../../modules/ledger/types"
import type { MailKind } from "../../../modules/mail/kinds"

/** Whether a letter goes out (when its hold is over), is kept back, or was waiting and is stopped. */
export type LetterFate = "sent" | "switched_off" | "not_sent" | "stopped"

export type PreviewedLetter = { kind: MailKind; fate: LetterFate }

/** What a move of one order would do. */
export type TriedMove = {
  order: { id: string; status: OrderStatus | null }
  refusal: { code: string; sentence: string } | null
  /** Whether a processor is asked first, and the rest happens when it has said yes. */
  asks_processor: boolean
  /** Whether it records a payment past every processor, of which somebody has to say how it was made. */
  needs_reason: boolean
  letters: PreviewedLetter[]
  lines: Pick<BookedLine, "account" | "currency" | "amount" | "amount_usd">[]
}

/** Reckons what was looked at up to all that there is. */
type Scale = (units: bigint) => bigint

const MOST_EXAMPLES = 5

type Refused = {
  code: string
  from: OrderStatus | null
  sentence: string
  count: bigint
  ids: string[]
}

const plus = <Key>(sums: Map<Key, bigint>, key: Key, units: bigint): void => {
  sums.set(key, (sums.get(key) ?? 0n) + units)
}

const sorted = <Value>(sums: ReadonlyMap<string, Value>): [string, Value][] =>
  [...sums].sort(([one], [other]) => (one < other ? -1 : 1))

const KEY_PARTS = "\u0000"

/** Adds up what many moves would do. Amounts are exact: they are rounded where they are shown. */
export class PreviewSums {
  #moves = 0n
  #asking = 0n
  #needingReason = 0n
  readonly #from = new Map<string, bigint>()
  readonly #letters = new Map<string, bigint>()
  readonly #books = new Map<string, bigint>()
  readonly #usd = new Map<LedgerAccount, bigint>()
  readonly #refused = new Map<string, Refused>()

  add(moves: readonly TriedMove[], scale: Scale): void {
    const part = new PreviewSums()
    moves.forEach((move) => part.#addOne(move))
    this.#moves += scale(part.#moves)
    this.#asking += scale(part.#asking)
    this.#needingReason += scale(part.#needingReason)
    part.#from.forEach((count, status) => plus(this.#from, status, scale(count)))
    part.#letters.forEach((count, key) => plus(this.#letters, key, scale(count)))
    part.#books.forEach((units, key) => plus(this.#books, key, scale(units)))
    part.#usd.forEach((units, account) => plus(this.#usd, account, scale(units)))
    part.#refused.forEach((group, key) => {
      const known = this.#refused.get(key) ?? { ...group, count: 0n, ids: [] }
      known.count += scale(group.count)
      known.ids = [...known.ids, ...group.ids].slice(0, MOST_EXAMPLES)
      this.#refused.set(key, known)
    })
  }

  /** The orders that are named as examples. */
  exampleIds(): string[] {
    return [...this.#refused.values()].flatMap(({ ids }) => ids)
  }

  present(displayIds: ReadonlyMap<string, number>) {
    const refused = [...this.#refused.values()].sort((one, other) =>
      one.count === other.count ? 0 : one.count > other.count ? -1 : 1
    )
    return {
      moves: Number(this.#moves),
      from: sorted(this.#from).map(([status, count]) => ({ status, count: Number(count) })),
      asks_processor: Number(this.#asking),
      needs_reason: Number(this.#needingReason),
      letters: sorted(this.#letters).map(([key, count]) => {
        const [kind, fate] = key.split(KEY_PARTS)
        return { kind, fate, count: Number(count) }
      }),
      ledger: {
        currencies: sorted(this.#books)
          .filter(([, units]) => units !== 0n)
          .map(([key, units]) => {
            const [currency, account] = key.split(KEY_PARTS)
            const amount = formatBookAmount(formatDecimal(units, BOOK_PLACES), currency)
            return { currency, account, amount }
          }),
        usd: sorted(this.#usd)
          .filter(([, units]) => units !== 0n)
          .map(([account, units]) => ({ account, amount: shownUsd(units) })),
      },
      refused: Number(refused.reduce((sum, { count }) => sum + count, 0n)),
      refusals: refused.map(({ code, from, sentence, count, ids }) => ({
        ...{ code, from, sentence },
        count: Number(count),
        examples: ids.map((id) => ({ id, display_id: displayIds.get(id) ?? null })),
      })),
    }
  }

  #addOne({ order, refusal, asks_processor, needs_reason, letters, lines }: TriedMove): void {
    if (refusal) {
      const key = [refusal.code, order.status ?? ""].join(KEY_PARTS)
      const group = this.#refused.get(key) ?? {
        ...{ ...refusal, from: order.status },
        count: 0n,
        ids: [],
      }
      group.count += 1n
      group.ids = [...group.ids, order.id].slice(0, MOST_EXAMPLES)
      this.#refused.set(key, group)
      return
    }
    this.#moves += 1n
    this.#asking += asks_processor ? 1n : 0n
    this.#needingReason += needs_reason ? 1n : 0n
    plus(this.#from, String(order.status), 1n)
    letters.forEach(({ kind, fate }) => plus(this.#letters, [kind, fate].join(KEY_PARTS), 1n))
    for (const { account, currency, amount, amount_usd } of lines) {
      plus(this.#books, [currency, account].join(KEY_PARTS), bookUnits(amount))
      plus(this.#usd, account, exactUsd(amount_usd))
    }
  }
}
