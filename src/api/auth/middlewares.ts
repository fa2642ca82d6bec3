import type { MiddlewareRoute } from "@medusajs/framework/http"
import { refuseForeignOrigin } from "../middlewares/refuse-foreign-origin"
import { guardPasswordSignIn, refuseClosedAuthDoors, startSession } from "./sign-in"

export const authMiddlewares: MiddlewareRoute[] = [
  { matcher: "/auth", middlewares: [refuseForeignOrigin, refuseClosedAuthDoors] },
  // Sign-in through the maker's cloud is no part of this product.
  { matcher: "/cloud", middlewares: [refuseClosedAuthDoors] },
  { matcher: "/auth/user/emailpass", methods: ["POST"], middlewares: [guardPasswordSignIn] },
  { matcher: "/auth/session", methods: ["POST"], middlewares: [startSession] },
]
