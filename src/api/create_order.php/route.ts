import { createOrderThrough } from "../shop-doors/create-order"
import { methodNotAllowed } from "../shop-doors/method-not-allowed"

/** Creates an order; the address that the owner's shops know. JSON or form fields. */
export const POST = createOrderThrough({
  bodies: ["application/json", "application/x-www-form-urlencoded"],
  publishableKey: false,
})

const refuse = methodNotAllowed(["POST"])
export const GET = refuse
export const PUT = refuse
export const PATCH = refuse
export const DELETE = refuse
