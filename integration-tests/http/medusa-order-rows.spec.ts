import { execFile } from "node:child_process"
import path from "node:path"
import { promisify } from "node:util"
import { api, readStack, startServer, type TestServer } from "../harness"
import { sample } from "../harness/samples"

type StoredRow = Record<string, unknown>

/** How to reach each table of an order from its id. */
const TABLES = {
  order: `select * from "order" where id = $1`,
  order_address: `select address.* from order_address address join "order" o
    on address.id in (o.shipping_address_id, o.billing_address_id) where o.id = $1`,
  order_summary: `select * from order_summary where order_id = $1`,
  order_item: `select item.* from order_item item join order_line_item line on line.id = item.item_id
    where item.order_id = $1 order by line.title`,
  order_line_item: `select line.* from order_line_item line join order_item item on item.item_id = line.id
    where item.order_id = $1 order by line.title`,
  order_line_item_adjustment: `select adjustment.* from order_line_item_adjustment adjustment
    join order_item item using (item_id) where item.order_id = $1 order by adjustment.amount`,
  order_shipping: `select shipping.* from order_shipping shipping
    join order_shipping_method method on method.id = shipping.shipping_method_id
    where shipping.order_id = $1 order by method.name`,
  order_shipping_method: `select method.* from order_shipping_method method
    join order_shipping shipping on shipping.shipping_method_id = method.id
    where shipping.order_id = $1 order by method.name`,
}

/** Differs from order to order; and the custom display id, which Medusa's service does not take. */
const OWN_TO_EACH = /^(id|display_id|custom_display_id|created_at|updated_at)$/

/** Ids of neighbouring rows differ too: what matters is which kind of row they name. */
const kindOfId = (value: unknown): unknown =>
  typeof value === "string" ? value.replace(/_[0-9A-Z]{26}$/, "_…") : value

const comparable = (row: StoredRow): StoredRow =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => !OWN_TO_EACH.test(column))
      .map(([column, value]) => [
        column,
        column.endsWith("_id") && column !== "customer_id" ? kindOfId(value) : value,
      ])
  )

describe("the rows of Medusa's order tables", () => {
  let server: TestServer

  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  it("are those that Medusa's own service writes for the same order", async () => {
    const stack = readStack()
    const shop = server.demo.shops[0]
    const { products: _products, ...order } = sample("create-order.card")
    const answer = await api(server).post<{ id: string; total: string }>("/create_order.php", {
      ...order,
      auth: { api_id: shop.api_id, api_key: shop.api_key },
      cart: sample("cart-handoff").data,
    })
    expect([answer.status, answer.body.total]).toEqual([201, "82.00"])
    const ours = await server.db.query(
      `select o.id as order_id, o.customer_id, o.sales_channel_id from crm_order
         join "order" o on o.id = crm_order.order_id where crm_order.id = $1`,
      [answer.body.id]
    )
    const { order_id, customer_id, sales_channel_id } = ours.rows[0]

    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        path.join(stack.root, "node_modules", "@medusajs", "cli", "cli.js"),
        "exec",
        "./integration-tests/scripts/create-medusa-order.ts",
        customer_id,
        sales_channel_id,
        answer.body.id,
      ],
      {
        cwd: stack.root,
        env: { ...process.env, ...stack.environment, DATABASE_URL: server.databaseUrl },
        timeout: 100_000,
      }
    )
    const medusaId = /created (order_\w+)/.exec(stdout)?.[1]
    expect(medusaId).toBeTruthy()

    for (const [table, sql] of Object.entries(TABLES)) {
      const [mine, medusas] = await Promise.all(
        [order_id, medusaId].map(async (id) => (await server.db.query(sql, [id])).rows)
      )
      expect([table, mine.map(comparable)]).toEqual([table, medusas.map(comparable)])
    }
  })
})
