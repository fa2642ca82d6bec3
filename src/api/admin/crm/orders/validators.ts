import { z } from "@medusajs/framework/zod"
import {
  CALL_CENTER_STATUSES,
  ORDER_STATUSES,
  ORDER_TABS,
  type OrderTab,
} from "../../../../modules/crm_order/order-status"
import { PERIODS } from "../../../../modules/crm_order/periods"
import {
  ORDER_FACTS,
  ORDER_SORTS,
  PAYMENT_METHODS,
  SALES_CLASSES,
} from "../../../../modules/crm_order/types"
import { rangeEnd, rangeStart } from "../moments"
import { oneOrMany } from "../one-or-many"
import { keepable, optionalWords, words } from "../words"

const ORDER_TAB_NAMES = Object.keys(ORDER_TABS) as OrderTab[]

/** What the Orders page can be narrowed down to. `to` names the last day or an exact moment. */
const filterShape = {
  q: keepable.max(200, "The search is longer than 200 characters.").optional(),
  status: oneOrMany(z.enum(ORDER_STATUSES)).optional(),
  call_center_status: oneOrMany(z.enum(CALL_CENTER_STATUSES)).optional(),
  shop_id: oneOrMany(keepable.max(100)).optional(),
  country: oneOrMany(
    z
      .string()
      .length(2)
      .transform((code) => code.toUpperCase())
  ).optional(),
  payment_method: oneOrMany(z.enum(PAYMENT_METHODS)).optional(),
  sales: oneOrMany(z.enum(SALES_CLASSES)).optional(),
  device: oneOrMany(keepable.max(100)).optional(),
  fact: z.enum(ORDER_FACTS).optional(),
  fact_from: rangeStart("fact_from").optional(),
  fact_to: rangeEnd("fact_to").optional(),
  account_id: keepable.max(100).optional(),
  tag: oneOrMany(keepable.max(100)).optional(),
  responsible_id: oneOrMany(keepable.max(100)).optional(),
  from: rangeStart("from").optional(),
  to: rangeEnd("to").optional(),
  period: z.enum(PERIODS).optional(),
}

const tab = z.enum([...ORDER_TAB_NAMES, "attention", "archived"])

export const orderFilter = z.strictObject({ ...filterShape, tab: tab.optional() })

export const orderCountsQuery = z.strictObject(filterShape)

const sort = z
  .string()
  .regex(
    new RegExp(`^-?(${ORDER_SORTS.join("|")})$`),
    `order is one of ${ORDER_SORTS.join(", ")}, with a minus for the other way round.`
  )
  .default("-created_at")
  .transform((text) => ({
    sort: ORDER_SORTS.find((column) => column === text.replace("-", "")) ?? "created_at",
    descending: text.startsWith("-"),
  }))

export const orderListQuery = z.strictObject({
  ...filterShape,
  tab: tab.optional(),
  order: sort,
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
})

export const orderEventsQuery = z.strictObject({
  view: z.enum(["timeline", "log"]).default("timeline"),
  limit: z.coerce.number().int().min(1).max(200).default(200),
  offset: z.coerce.number().int().min(0).default(0),
})

/** Empty: there is to be none. */
export const commentBody = z.strictObject({ comment: words.max(1_000) })

export const noteBody = z.strictObject({ text: words.min(1, "Write something first.") })

const feePercent = z
  .string()
  .regex(/^\d{1,2}(\.\d{1,4})?$/, "A fee is a percentage below 100 with up to four decimal places.")

export const statusBody = z.strictObject({
  status: z.enum(ORDER_STATUSES),
  reason: optionalWords,
  /** The status on the caller's screen: the move is refused when it is no longer true. */
  expected_status: z.enum(ORDER_STATUSES).optional(),
  /** Of `refunded`: the money was given back past every processor. */
  elsewhere: z.boolean().optional(),
  /** Of `approved` without a payment: what was kept of it on the way, in percent. */
  fee_percent: feePercent.nullish(),
})

export const callCenterStatusBody = z.strictObject({
  status: z.enum(CALL_CENTER_STATUSES),
  note: optionalWords,
})

/** A word or two, the same however it is typed. */
const tag = words
  .max(40, "A tag is up to 40 characters long.")
  .transform((text) => text.replace(/\s+/g, " ").toLowerCase())
  .refine((text) => text !== "" && !text.includes(","), "A tag is a word or two without a comma.")

export const tagsBody = z
  .strictObject({
    add: z.array(tag).max(20).default([]),
    remove: z.array(keepable.max(100)).max(20).default([]),
  })
  .refine(({ add, remove }) => add.length + remove.length > 0, {
    path: ["add"],
    message: "Name a tag.",
  })

export const responsibleBody = z.strictObject({
  user_id: keepable.min(1).max(100).nullable(),
})

const line = words.max(500, "This is longer than 500 characters.")

/** A whole new shipping address; what makes sense for its country is checked as at the shops' doors. */
export const shippingAddressBody = z.strictObject({
  first_name: line.min(1, "Say who gets the parcel."),
  last_name: line,
  phone: line.max(40, "This is longer than 40 characters.").nullish(),
  country: line.min(1, "Choose a country."),
  state: line.nullish(),
  city: line.min(1, "Fill in the town."),
  zip: line,
  address: line.min(1, "Fill in street and house."),
  address2: line.nullish(),
  reason: optionalWords,
})

export const archiveBody = z.strictObject({
  reason: words.min(1, "Say why, so that it can be understood later."),
})

const bulkShape = {
  ids: z.array(keepable.max(100)).min(1, "Tick at least one order.").max(100_000).optional(),
  filter: orderFilter.optional(),
  status: z.enum(ORDER_STATUSES),
  reason: optionalWords,
}

const isOneChoice = (body: { ids?: unknown; filter?: unknown }): boolean =>
  (body.ids === undefined) !== (body.filter === undefined)

const oneChoice = { path: ["ids"], message: "Give either ids or a filter." }

export const bulkStatusBody = z
  .strictObject({
    ...bulkShape,
    /** Few orders too are moved by a job, which tells how far it is and can be undone. */
    as_job: z.boolean().default(false),
  })
  .refine(isOneChoice, oneChoice)

export const bulkPreviewBody = z.strictObject(bulkShape).refine(isOneChoice, oneChoice)
