import { methodNotAllowed } from "../../../shop-doors/method-not-allowed"

// POST, which creates an order, is answered before Medusa: src/api/shop-doors/router.ts.
const refuse = methodNotAllowed(["POST"])
export const GET = refuse
export const PUT = refuse
export const PATCH = refuse
export const DELETE = refuse
