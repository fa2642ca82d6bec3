import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listOrders } from "../../../../workflows/order/queries/list-orders"
import { readQuery } from "../../../read-input"
import { askerOf } from "./asker"
import { orderListQuery } from "./validators"

/** A page of the Orders list. Beyond 10,000 matches `count` is an estimate and says so. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { order, limit, offset, ...filter } = readQuery(orderListQuery, request)
  const page = { ...order, limit, offset }
  response.json(await listOrders(request.scope, filter, page, askerOf(request)))
}
