import { withClient } from "../lib/database.mjs"

/** The rows of one order, in the order in which foreign keys let them be written. */
const TABLES = [
  [
    "customer",
    `select distinct customer.* from customer join chosen on chosen.customer_id = customer.id`,
  ],
  [
    "order_address",
    `select address.* from order_address address join "order" o
    on address.id in (o.shipping_address_id, o.billing_address_id) join chosen on chosen.order_id = o.id`,
  ],
  ["order", `select o.* from "order" o join chosen on chosen.order_id = o.id`],
  ["order_summary", `select row.* from order_summary row join chosen using (order_id)`],
  [
    "order_line_item",
    `select line.* from order_line_item line join order_item item on item.item_id = line.id
    join chosen using (order_id)`,
  ],
  ["order_item", `select row.* from order_item row join chosen using (order_id)`],
  [
    "order_shipping_method",
    `select method.* from order_shipping_method method
    join order_shipping shipping on shipping.shipping_method_id = method.id join chosen using (order_id)`,
  ],
  ["order_shipping", `select row.* from order_shipping row join chosen using (order_id)`],
  ["crm_order", `select crm.* from crm_order crm join chosen on chosen.id = crm.id`],
  [
    "sealed_card",
    `select card.* from sealed_card card join chosen on chosen.id = card.crm_order_id`,
  ],
  [
    "crm_order_event",
    `select event.* from crm_order_event event join chosen on chosen.id = event.crm_order_id`,
  ],
]

const BATCH = 100
const WRITERS = 2

const readBatch = async (client, offset) => {
  const batch = []
  for (const [table, sql] of TABLES) {
    const { rows } = await client.query(
      `with chosen as (select id, order_id, customer_id from crm_order order by created_at, id
         limit ${BATCH} offset ${offset})
       select coalesce(jsonb_agg(to_jsonb(one)), '[]')::text as rows from (${sql}) as one`
    )
    batch.push([table, rows[0].rows])
  }
  return batch
}

/**
 * How fast PostgreSQL itself takes the very rows that the intake has written: they are read from its
 * database and written to an empty one, 100 orders a transaction, two connections, every commit
 * flushed. No validation, no sealing, no HTTP: nothing that takes orders can be faster here.
 *
 * @returns orders per second
 */
export const measureSqlCeiling = async ({ root, sourceUrl, targetUrl, orders }) => {
  const batches = await withClient(root, sourceUrl, async (client) => {
    const read = []
    for (let offset = 0; offset < orders; offset += BATCH) {
      read.push(await readBatch(client, offset))
    }
    return read
  })
  const waiting = [...batches]
  const began = performance.now()
  await Promise.all(
    Array.from({ length: WRITERS }, () =>
      withClient(root, targetUrl, async (client) => {
        for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
          await client.query("begin")
          for (const [table, rows] of batch) {
            await client.query(
              `insert into "${table}" overriding system value
               select * from jsonb_populate_recordset(null::"${table}", $1::jsonb) on conflict do nothing`,
              [rows]
            )
          }
          await client.query("commit")
        }
      })
    )
  )
  return (batches.length * BATCH) / ((performance.now() - began) / 1000)
}
