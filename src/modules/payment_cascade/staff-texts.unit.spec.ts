import englishOrders from "../../admin/i18n/json/en/orders.json"
import english from "../../admin/i18n/json/en/payments.json"
import russianOrders from "../../admin/i18n/json/ru/orders.json"
import russian from "../../admin/i18n/json/ru/payments.json"
import { DECLINE_CATEGORIES, NEXT_STEPS } from "../../providers/payment/processor"
import { ATTENTION_KINDS } from "../attention/kinds"
import { ORDER_EVENT_KINDS } from "../crm_order/order-events"
import { MOVE_REQUIREMENTS } from "../crm_order/move-requirements"
import { PAYMENT_STATES } from "../crm_order/payment-state"
import { LEDGER_ACCOUNTS } from "../ledger/types"
import { CALLBACK_STATES } from "./callbacks"
import { CASCADE_ENDS } from "./cascade-step"
import { MANUAL_WAYS } from "./payment-actions"
import { PLAN_REASONS } from "./plan-words"
import { ATTEMPT_STATES, FACT_KINDS } from "./types"

const LANGUAGES = [
  { language: "English", payments: english, orders: englishOrders },
  { language: "Russian", payments: russian, orders: russianOrders },
]

const buttons = Object.values(ATTENTION_KINDS).flatMap((kind) => [
  kind.button,
  ...("button_of_status" in kind ? Object.values(kind.button_of_status) : []),
])

/** The text of a kind of event, which may be several texts by its outcome. */
const textAt = (texts: object, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (found, name) =>
        typeof found === "object" && found !== null
          ? (found as Record<string, unknown>)[name]
          : undefined,
      texts
    )

describe.each(LANGUAGES)("the staff pages in $language", ({ payments, orders }) => {
  const words: [string, readonly string[], object][] = [
    ["state of an attempt", ATTEMPT_STATES, payments.state],
    ["category of a refusal", DECLINE_CATEGORIES, payments.category],
    ["category of a refusal as a sentence", DECLINE_CATEGORIES, payments.declined],
    ["next step", NEXT_STEPS, payments.next],
    ["next step in the table of codes", NEXT_STEPS, payments.nextStep],
    ["reason of a plan", Object.keys(PLAN_REASONS), payments.reason],
    ["way of paying by hand", MANUAL_WAYS, payments.way],
    ["state of a callback", CALLBACK_STATES, payments.callbacks.state],
    ["account of the books", LEDGER_ACCOUNTS, payments.ledger.account],
    ["kind of money fact", FACT_KINDS, payments.ledger.cause],
    ["state of a payment", PAYMENT_STATES, orders.payment.stateName],
    ["requirement of a move", Object.keys(MOVE_REQUIREMENTS), orders.statusPanel.why],
    ["end of a cascade", Object.keys(CASCADE_ENDS), orders.event.payment.cascade_ended],
    ["entry for a person", Object.keys(ATTENTION_KINDS), orders.attention],
    ["name of an entry's kind", Object.keys(ATTENTION_KINDS), payments.attention.kindName],
    [
      "button of an entry",
      buttons.filter((button) => button !== "none"),
      payments.attention.button,
    ],
  ]

  it.each(words)("have words for every %s", (_what, names, texts) => {
    expect(names.filter((name) => !Object.hasOwn(texts, name))).toEqual([])
  })

  it("have words for every kind of event", () => {
    const kinds = Object.keys(ORDER_EVENT_KINDS)
    expect(kinds.filter((kind) => textAt(orders.event, kind) === undefined)).toEqual([])
  })
})
