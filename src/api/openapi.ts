import { z } from "@medusajs/framework/zod"
import { ORDER_STATUSES } from "../modules/crm_order/order-status"
import { TRACKING_TAGS } from "../modules/dispatch/types"
import {
  authSchema,
  billingSchema,
  cartDataSchema,
  cartSchema,
  couponSchema,
  customerSchema,
  deviceSchema,
  echeckSchema,
  metricsSchema,
  optionsSchema,
  paymentSchema,
  productSchema,
  publicOrderRequestSchema,
  refillReminderSchema,
  shippingSchema,
  totalsSchema,
} from "../workflows/intake/order-request-schema"
import * as examples from "./docs/examples"

const amount = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ description: "An exact decimal", examples: ["54.95"] })

const orderStatus = z.enum(ORDER_STATUSES).meta({ description: "Where the order is" })

const orderId = z.string().meta({
  description: "The order's public id, easy to read aloud",
  examples: [examples.createdAnswer.id],
})

const createdSchema = z
  .object({
    result: z.literal(true),
    error: z.literal(""),
    id: orderId,
    status: orderStatus,
    total: amount.meta({ description: "What the customer pays" }),
    currency: z.string().meta({ description: "ISO 4217" }),
    redirect_url: z
      .string()
      .nullable()
      .meta({ description: "Where the customer goes on to pay, when that is needed" }),
  })
  .meta({ description: "The order is kept. The same order again gives the same id." })

const dryRunSchema = z
  .object({
    result: z.literal(true),
    error: z.literal(""),
    id: z.literal(""),
    dry_run: z.literal(true),
    total: amount,
    currency: z.string(),
    plan: z
      .array(
        z.object({
          account: z.string(),
          chosen: z.boolean(),
          reason: z.string().meta({ description: "Why (not), as a word for machines" }),
          sentence: z.string().meta({ description: "Why (not), in words" }),
        })
      )
      .meta({ description: "Where the payment would be tried, in order" }),
  })
  .meta({ description: "With `dry_run=true`: what would happen. Nothing is kept or charged." })

const refusalSchema = z
  .object({
    result: z.literal(false),
    error: z.string().meta({ description: "What is wrong, as a sentence" }),
    id: z.literal(""),
    code: z.string().meta({ description: "What is wrong, as a word for machines" }),
    fields: z
      .array(
        z.object({
          path: z.string().meta({ description: "The field; lines are counted from 0" }),
          message: z.string(),
        })
      )
      .meta({ description: "All faults of the body at once" }),
    existing: z
      .object({ id: orderId, status: orderStatus })
      .optional()
      .meta({ description: "With `order_exists`: the order that has this shop_order_id" }),
  })
  .meta({ description: "A refusal. Nothing was kept and nothing charged." })

const readOrderSchema = z
  .object({
    result: z.literal(true),
    error: z.literal(""),
    id: orderId,
    shop_order_id: z.string(),
    status: orderStatus,
    payment_state: z.string().meta({ description: "What is known about the payment" }),
    next_action: z
      .object({ type: z.literal("redirect"), url: z.string() })
      .nullable()
      .meta({ description: "What the customer has to do next, or null" }),
    tracking_numbers: z
      .array(
        z.object({
          number: z.string(),
          carrier: z
            .string()
            .nullable()
            .meta({ description: "Who carries it, when that is known" }),
          url: z.string().meta({ description: "Where the customer follows the parcel" }),
          state: z
            .enum(TRACKING_TAGS)
            .nullable()
            .meta({ description: "What the carrier says; null before he has said anything" }),
        })
      )
      .meta({ description: "The parcels of the order that have a number, the oldest first" }),
    total: amount,
    currency: z.string(),
    created_at: z.string(),
  })
  .meta({ description: "What a shop may know of its own order" })

const components = z.registry<{ id: string }>()
components.add(publicOrderRequestSchema, { id: "OrderRequest" })
components.add(authSchema, { id: "Credentials" })
components.add(customerSchema, { id: "Customer" })
components.add(billingSchema, { id: "BillingAddress" })
components.add(shippingSchema, { id: "ShippingAddress" })
components.add(paymentSchema, { id: "Payment" })
components.add(echeckSchema, { id: "Echeck" })
components.add(optionsSchema, { id: "Options" })
components.add(refillReminderSchema, { id: "RefillReminder" })
components.add(metricsSchema, { id: "Metrics" })
components.add(deviceSchema, { id: "Device" })
components.add(productSchema, { id: "Product" })
components.add(couponSchema, { id: "Coupon" })
components.add(totalsSchema, { id: "Totals" })
components.add(cartSchema, { id: "Cart" })
components.add(cartDataSchema, { id: "CartData" })
components.add(createdSchema, { id: "CreatedOrder" })
components.add(dryRunSchema, { id: "DryRun" })
components.add(refusalSchema, { id: "Refusal" })
components.add(readOrderSchema, { id: "ShopOrder" })

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** The zod schemas as JSON Schema 2020-12, which is the dialect of OpenAPI 3.1. */
const componentSchemas = (): Record<string, unknown> => {
  const { schemas } = z.toJSONSchema(components, {
    uri: (id) => reference(id).$ref,
    io: "input",
    override: ({ jsonSchema }) => {
      // The place in the document says both already; some tools trip over them there.
      delete jsonSchema.$schema
      delete jsonSchema.$id
    },
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _dialect, $id: _id, ...schema }]) => [
      name,
      schema,
    ])
  )
}

/** Statuses of refusals, with the machine words that they carry. */
const refusals: readonly (readonly [string, string])[] = [
  ["400", "`malformed`: not the shape of an order; every fault is listed"],
  ["401", "`missing_credentials`, `invalid_credentials`, `revoked_credentials`"],
  ["403", "`address_not_allowed`, `shop_inactive`"],
  ["405", "The method is not allowed here; see the header `Allow`"],
  ["409", "`order_exists` (another order has this shop_order_id), `in_progress`"],
  ["413", "`too_large`"],
  ["415", "`unsupported_media_type`"],
  ["422", "`unprocessable`: the order does not make sense; `idempotency_key_reused`"],
  ["429", "`too_many_attempts` with wrong credentials from this address"],
  ["503", "`database_away`: try again"],
]

const refusalResponses = (statuses: readonly string[]) =>
  Object.fromEntries(
    refusals
      .filter(([status]) => statuses.includes(status))
      .map(([status, description]) => [
        status,
        {
          description,
          content: {
            "application/json": {
              schema: reference("Refusal"),
              ...(status === "422" ? { example: examples.refusalAnswer } : {}),
            },
          },
        },
      ])
  )

const createParameters = [
  {
    name: "dry_run",
    in: "query",
    description: "`true`: check the order and answer what would happen; keep nothing",
    schema: { type: "string", enum: ["true", "false"], default: "false" },
  },
  {
    name: "Idempotency-Key",
    in: "header",
    description:
      "A key of your own for this order, kept for 30 days. The same key with another order is refused. Without it the shop_order_id alone makes repeats safe",
    schema: { type: "string", maxLength: 200 },
  },
  {
    name: "Prefer",
    in: "header",
    description:
      "`wait=N`: the answer waits up to N seconds (0 to 25, otherwise 10) for the payment and tells its status and `redirect_url`. When the time runs out it says `pending`, and reading the order tells the rest",
    schema: { type: "string" },
    example: "wait=10",
  },
]

const requestExamples = {
  card: { summary: "Card", value: examples.cardOrder },
  paypal: { summary: "PayPal, with totals and options", value: examples.paypalOrder },
  echeck: { summary: "eCheck", value: examples.echeckOrder },
  cart: { summary: "The shop's cart as it is", value: examples.cartOrder },
}

const createResponses = {
  "200": {
    description: "The same order again (same id, current status), or the answer to a dry run",
    content: {
      "application/json": {
        schema: { anyOf: [reference("CreatedOrder"), reference("DryRun")] },
        examples: {
          repeated: { value: examples.createdAnswer },
          dry_run: { value: examples.dryRunAnswer },
        },
      },
    },
  },
  "201": {
    description: "The order is kept",
    content: {
      "application/json": {
        schema: reference("CreatedOrder"),
        example: examples.createdAnswer,
      },
    },
  },
  ...refusalResponses(refusals.map(([status]) => status)),
}

const jsonBody = { schema: reference("OrderRequest"), examples: requestExamples }

const withAuth = (order: object): object => ({
  auth: { api_id: "1001", api_key: "your key" },
  ...order,
})

const description = `
Shops hand their orders to T3 CRM with one call and read them back with another.

* Every call carries the shop's **api_id** and **api_key**, as \`Authorization: Basic\` or in the body's \`auth\`.
* \`POST /store/crm/orders\` also wants the shop's publishable key in \`x-publishable-api-key\`; \`POST /create_order.php\` takes the same order with the credentials in the body alone, as JSON or as form fields (\`products[0][price]=20\`).
* Sending the same order again is safe: it is charged once and answers with the same id.
* A refusal names **all** faults of the body, each with its field. Unknown fields are refused too.
* Numbers may be sent as text. An optional field may be absent, null or empty.
`.trim()

/** The OpenAPI 3.1 document of the doors for shops, built from the schemas that check the calls. */
export const buildOpenApiDocument = () => ({
  openapi: "3.1.0",
  info: { title: "T3 CRM for shops", version: "1.0.0", description },
  servers: [{ url: "/" }],
  tags: [{ name: "Orders" }],
  paths: {
    "/store/crm/orders": {
      post: {
        operationId: "createOrder",
        tags: ["Orders"],
        summary: "Create an order",
        security: [{ publishableKey: [], credentials: [] }, { publishableKey: [] }],
        parameters: createParameters,
        requestBody: { required: true, content: { "application/json": jsonBody } },
        responses: createResponses,
      },
    },
    "/create_order.php": {
      post: {
        operationId: "createOrderByForm",
        tags: ["Orders"],
        summary: "Create an order, credentials in the body",
        description: "The same fields and the same answers; JSON or form fields.",
        security: [{}, { credentials: [] }],
        parameters: createParameters,
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: reference("OrderRequest"),
              examples: {
                card: { summary: "Card", value: withAuth(examples.cardOrder) },
                cart: { summary: "The shop's cart as it is", value: withAuth(examples.cartOrder) },
              },
            },
            "application/x-www-form-urlencoded": { schema: reference("OrderRequest") },
          },
        },
        responses: createResponses,
      },
    },
    "/store/crm/orders/{id}": {
      get: {
        operationId: "readOrder",
        tags: ["Orders"],
        summary: "Read an order back",
        security: [{ publishableKey: [], credentials: [] }],
        parameters: [
          {
            name: "id",
            in: "path",
            required: true,
            description: "The id that creating the order answered",
            schema: { type: "string" },
            example: examples.readAnswer.id,
          },
        ],
        responses: {
          "200": {
            description: "The order as it is now",
            content: {
              "application/json": { schema: reference("ShopOrder"), example: examples.readAnswer },
            },
          },
          ...refusalResponses(["401", "403", "405", "429", "503"]),
          "404": {
            description: "`not_found`: there is no such order of this shop",
            content: { "application/json": { schema: reference("Refusal") } },
          },
        },
      },
    },
  },
  components: {
    securitySchemes: {
      credentials: {
        type: "http",
        scheme: "basic",
        description: "The shop's api_id as user name and its api_key as password",
      },
      publishableKey: {
        type: "apiKey",
        in: "header",
        name: "x-publishable-api-key",
        description: "The publishable key of the same shop",
      },
    },
    schemas: componentSchemas(),
  },
})
