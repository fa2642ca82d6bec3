import { z } from "@medusajs/framework/zod"
import { CUSTOMER_SORTS, CUSTOMER_STATUSES } from "../../../../modules/crm_order/customer-list"
import { rangeEnd, rangeStart } from "../moments"
import { keepable, optionalWords, words } from "../words"

/** What the Customers page can be narrowed down to. `to` names the last day or an exact moment. */
const filterShape = {
  q: keepable.max(200, "The search is longer than 200 characters.").optional(),
  status: z.enum(CUSTOMER_STATUSES).optional(),
  from: rangeStart("from").optional(),
  to: rangeEnd("to").optional(),
}

const sort = z
  .string()
  .regex(
    new RegExp(`^-?(${CUSTOMER_SORTS.join("|")})$`),
    `order is one of ${CUSTOMER_SORTS.join(", ")}, with a minus for the other way round.`
  )
  .default("-joined_at")
  .transform((text) => ({
    sort: CUSTOMER_SORTS.find((column) => column === text.replace("-", "")) ?? "joined_at",
    descending: text.startsWith("-"),
  }))

export const customerListQuery = z.strictObject({
  ...filterShape,
  order: sort,
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** `next` of the page before. */
  after: z.string().max(2_000).optional(),
})

export const customersExportQuery = z.strictObject(filterShape)

export const customerOrdersQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

const name = words
  .min(1, "Write the customer's name.")
  .max(200, "This is longer than 200 characters.")
const phone = words.max(40, "This is longer than 40 characters.").nullish()

export const addCustomerBody = z.strictObject({
  email: keepable.trim().min(1, "Write the e-mail address.").max(254),
  name,
  phone,
  note: optionalWords,
})

export const changeCustomerBody = z
  .strictObject({ name: name.optional(), phone, note: optionalWords })
  .refine((body) => Object.keys(body).length > 0, { message: "There is nothing to change." })

export const blockCustomerBody = z.strictObject({
  email: z.boolean().default(false),
  phones: z.array(phone.unwrap().unwrap()).max(20).default([]),
  card_ids: z.array(keepable.max(100)).max(50).default([]),
  reason: words.min(1, "Say why, so that it can be understood later."),
})

export const unblockCustomerBody = z.strictObject({
  block_ids: z.array(keepable.max(100)).min(1).max(100).optional(),
  reason: words.min(1, "Say why, so that it can be understood later."),
})

export const eraseCustomerBody = z.strictObject({
  /** Typed by whoever asks for it: the customer's address. */
  confirm: keepable.trim().max(254),
})
