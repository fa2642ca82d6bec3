import { letterWords } from "../wording"
import { letterAmount, letterDate } from "./letter-amounts"
import type { LetterContext } from "./letter-context"

/** A name that wordings may use: what it stands for, in the languages of the staff, and how it may look. */
export type TemplateVariable = {
  name: string
  kind: "text" | "amount" | "number" | "link" | "list"
  /** May be empty: put it between {% if … %} and {% endif %}. */
  optional: boolean
  meaning: { en: string; ru: string }
  example: string
}

const variable = (
  name: string,
  kind: TemplateVariable["kind"],
  en: string,
  ru: string,
  example: string,
  optional = false
): TemplateVariable => ({ name, kind, optional, meaning: { en, ru }, example })

const OPTIONAL = true

/** The one list of what wordings may name. `x[].y` is `y` of each entry of the list `x`. */
export const TEMPLATE_VARIABLES: readonly TemplateVariable[] = [
  variable("order.number", "text", "The order's number", "Номер заказа", "T3-7K4M-Q2XN-V8RD"),
  variable(
    "order.shop_order_id",
    "text",
    "The number in the shop",
    "Номер заказа в магазине",
    "100245"
  ),
  variable("order.date", "text", "The day of the order", "День заказа", "3 November 2026"),
  variable("order.status", "text", "The order's status in words", "Статус словами", "Shipped"),
  variable("order.total", "amount", "What the order costs", "Сумма заказа", "€84.90"),
  variable("order.subtotal", "amount", "The products alone", "Только товары", "€89.00"),
  variable("order.discount", "amount", "The discount", "Скидка", "€15.00", OPTIONAL),
  variable("order.delivery", "amount", "The price of delivery", "Стоимость доставки", "€5.95"),
  variable("order.insurance", "amount", "The insurance", "Страховка", "€4.95", OPTIONAL),
  variable("order.currency", "text", "The currency", "Валюта", "EUR"),
  variable("order.items", "list", "The ordered products", "Заказанные товары", "2"),
  variable("order.items[].name", "text", "A product's name", "Название товара", "Green tea"),
  variable("order.items[].option", "text", "The chosen option", "Вариант", "Pack: 250 g", OPTIONAL),
  variable("order.items[].quantity", "number", "How many", "Количество", "2"),
  variable(
    "order.items[].price",
    "amount",
    "The price of one",
    "Цена за штуку",
    "€24.50",
    OPTIONAL
  ),
  variable("order.items[].total", "amount", "The price of all", "Стоимость", "€49.00", OPTIONAL),
  variable(
    "order.items[].url",
    "link",
    "The product's page in the shop",
    "Страница товара в магазине",
    "https://tea.example/green-tea",
    OPTIONAL
  ),
  variable("customer.first_name", "text", "The customer's first name", "Имя покупателя", "Anna"),
  variable("customer.name", "text", "The customer's full name", "Полное имя", "Anna Schmidt"),
  variable("customer.email", "text", "The customer's address", "Адрес почты", "anna@example.com"),
  variable("shop.name", "text", "The shop's name", "Название магазина", "Tea House"),
  variable("shop.domain", "text", "The shop's domain", "Домен магазина", "tea.example"),
  variable("shop.url", "link", "The shop's address", "Адрес магазина", "https://tea.example"),
  variable(
    "shop.email",
    "text",
    "Where to answer; not there when nobody reads the sender's address",
    "Адрес для ответа; нет, если почту отправителя никто не читает",
    "help@tea.example",
    OPTIONAL
  ),
  variable("shipping.name", "text", "Who receives it", "Получатель", "Anna Schmidt"),
  variable("shipping.lines", "list", "The address, line by line", "Адрес по строкам", "3"),
  variable(
    "payment.url",
    "link",
    "Where the order can be paid",
    "Ссылка на оплату",
    "https://crm.example/go/p…",
    OPTIONAL
  ),
  variable("payment.method", "text", "How it is paid", "Способ оплаты", "Credit card"),
  variable("payment.card", "text", "The card", "Карта", "Visa ····4242", OPTIONAL),
  variable("refund.amount", "amount", "What was given back", "Возвращено", "€84.90", OPTIONAL),
  variable("tracking", "list", "The parcels on their way", "Посылки в пути", "1"),
  variable("tracking[].number", "text", "The tracking number", "Трек-номер", "LX123456789DE"),
  variable("tracking[].carrier", "text", "Who carries it", "Перевозчик", "DHL", OPTIONAL),
  variable(
    "tracking[].url",
    "link",
    "Where to follow it",
    "Где следить за посылкой",
    "https://crm.example/go/t…",
    OPTIONAL
  ),
  variable("refill.products", "list", "What was ordered last", "Что было заказано", "2"),
  variable("refill.products[].name", "text", "A product's name", "Название товара", "Green tea"),
  variable(
    "refill.products[].option",
    "text",
    "The chosen option",
    "Вариант",
    "Pack: 250 g",
    OPTIONAL
  ),
  variable("refill.products[].quantity", "number", "How many", "Количество", "2"),
  variable(
    "refill.products[].price",
    "amount",
    "The price of one at that time",
    "Цена за штуку тогда",
    "€24.50",
    OPTIONAL
  ),
  variable(
    "refill.products[].total",
    "amount",
    "The price of all at that time",
    "Стоимость тогда",
    "€49.00",
    OPTIONAL
  ),
  variable(
    "refill.products[].url",
    "link",
    "The product's page in the shop",
    "Страница товара в магазине",
    "https://tea.example/green-tea",
    OPTIONAL
  ),
  variable(
    "refill.period_days",
    "number",
    "After how many days the customer wanted to be reminded",
    "Через сколько дней напомнить",
    "60",
    OPTIONAL
  ),
  variable(
    "refill.url",
    "link",
    "Where to order again",
    "Где заказать снова",
    "https://tea.example"
  ),
  variable(
    "unsubscribe_url",
    "link",
    "Ends the reminders (reminders only; stands in the footer anyway)",
    "Отписка от напоминаний (только в напоминаниях; и так стоит внизу письма)",
    "https://crm.example/mail/unsubscribe/u…",
    OPTIONAL
  ),
]

/** Parts that a wording may take in with {% render "…" %}. */
export const TEMPLATE_PARTIALS: readonly {
  name: string
  usage: string
  meaning: { en: string; ru: string }
}[] = [
  {
    name: "order",
    usage: '{% render "order" %}',
    meaning: { en: "The products and the sums", ru: "Товары и суммы" },
  },
  {
    name: "products",
    usage: '{% render "products" %}',
    meaning: { en: "The products without prices", ru: "Товары без цен" },
  },
  {
    name: "tracking",
    usage: '{% render "tracking" %}',
    meaning: {
      en: "The tracking numbers with their links; nothing while there are none",
      ru: "Трек-номера со ссылками; ничего, пока их нет",
    },
  },
  {
    name: "address",
    usage: '{% render "address" %}',
    meaning: { en: "Where the order is sent", ru: "Куда отправлен заказ" },
  },
  {
    name: "button",
    usage: '{% render "button", url: shop.url, label: "…" %}',
    meaning: {
      en: "A button; nothing when the link is empty",
      ru: "Кнопка; ничего, если ссылка пуста",
    },
  },
]

const item = (name: string, option: string | null, quantity: number, amounts: string[]) => ({
  name,
  option,
  quantity,
  price: amounts[0],
  total: amounts[1],
  url: "https://tea.example/green-tea",
})

const ITEMS = [
  item("Green tea", "Pack: 250 g", 2, ["€24.50", "€49.00"]),
  item("Tea pot", null, 1, ["€40.00", "€40.00"]),
]

/** An order that has everything a letter can name: for previews without an order, and for checking. */
export const FULL_EXAMPLE: LetterContext = {
  order: {
    number: "T3-7K4M-Q2XN-V8RD",
    shop_order_id: "100245",
    date: "3 November 2026",
    status: "Shipped",
    total: "€84.90",
    subtotal: "€89.00",
    discount: "€15.00",
    delivery: "€5.95",
    insurance: "€4.95",
    currency: "EUR",
    items: ITEMS,
  },
  customer: { first_name: "Anna", name: "Anna Schmidt", email: "anna@example.com" },
  shop: {
    name: "Tea House",
    domain: "tea.example",
    url: "https://tea.example",
    email: "help@tea.example",
  },
  shipping: { name: "Anna Schmidt", lines: ["Lindenstraße 5", "10969 Berlin", "Germany"] },
  payment: {
    url: "https://tea.example/pay",
    method: "Credit card",
    card: "Visa ····4242",
  },
  refund: { amount: "€84.90" },
  tracking: [{ number: "LX123456789DE", carrier: "DHL", url: "https://tea.example/track" }],
  refill: { products: ITEMS, period_days: 60, url: "https://tea.example" },
  unsubscribe_url: "https://tea.example/unsubscribe",
}

/** The same order as letters in another language show it. */
export const exampleIn = (language: string): LetterContext => {
  const words = letterWords(language)
  const money = (amount: string): string => letterAmount(amount, "EUR", language)
  const items = [
    { ...ITEMS[0], price: money("24.50"), total: money("49.00") },
    { ...ITEMS[1], price: money("40.00"), total: money("40.00") },
  ]
  return {
    ...FULL_EXAMPLE,
    order: {
      ...FULL_EXAMPLE.order,
      date: letterDate(new Date("2026-11-03"), language),
      status: words.statuses.shipped,
      total: money("84.90"),
      subtotal: money("89.00"),
      discount: money("15.00"),
      delivery: money("5.95"),
      insurance: money("4.95"),
      items,
    },
    payment: { ...FULL_EXAMPLE.payment, method: words.methods.credit_card },
    refund: { amount: money("84.90") },
    refill: { ...FULL_EXAMPLE.refill, products: items },
  }
}

/** The opposite: an order that lacks everything it may lack. A wording must read well with this too. */
export const BARE_EXAMPLE: LetterContext = {
  ...FULL_EXAMPLE,
  order: {
    ...FULL_EXAMPLE.order,
    discount: null,
    insurance: null,
    items: [{ ...ITEMS[1], price: null, total: null, url: null }],
  },
  shop: { ...FULL_EXAMPLE.shop, email: null },
  payment: { url: null, method: "Credit card", card: null },
  refund: { amount: null },
  tracking: [],
  refill: { products: [], period_days: null, url: "https://tea.example" },
  unsubscribe_url: null,
}
