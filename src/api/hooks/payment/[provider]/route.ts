import { methodNotAllowed } from "../../../shop-doors/method-not-allowed"

// POST is answered before Medusa: src/api/payment-doors/router.ts. The file takes the address away
// from Medusa's own handler, which would answer before anything is kept.
const refuse = methodNotAllowed(["POST"])
export const GET = refuse
export const POST = refuse
export const PUT = refuse
export const PATCH = refuse
export const DELETE = refuse
