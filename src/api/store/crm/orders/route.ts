import { createOrderThrough } from "../../../shop-doors/create-order"
import { methodNotAllowed } from "../../../shop-doors/method-not-allowed"

/** Creates an order. JSON, with the shop's publishable key and its credentials. */
export const POST = createOrderThrough({
  bodies: ["application/json"],
  publishableKey: true,
})

const refuse = methodNotAllowed(["POST"])
export const GET = refuse
export const PUT = refuse
export const PATCH = refuse
export const DELETE = refuse
