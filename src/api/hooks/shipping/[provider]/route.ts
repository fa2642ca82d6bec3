import { methodNotAllowed } from "../../../shop-doors/method-not-allowed"

// POST is answered before Medusa: src/api/shipping-doors/router.ts.
const refuse = methodNotAllowed(["POST"])
export const GET = refuse
export const PUT = refuse
export const PATCH = refuse
export const DELETE = refuse
