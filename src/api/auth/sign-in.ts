import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { plainAddress } from "../../lib/plain-address"
import { Problem } from "../../lib/problem"
import { STAFF_MODULE } from "../../modules/staff"
import type StaffModuleService from "../../modules/staff/service"
import { isOpenAuthDoor } from "./doors"

const HOUR_MS = 3_600_000
const REMEMBERED_MS = 30 * 24 * HOUR_MS
const SESSION_MS = 10 * HOUR_MS

/**
 * Every wrong sign-in takes this long, so that the time of the answer does not tell whether the
 * account exists (Medusa hashes the password only if it does).
 */
const REFUSAL_TAKES_MS = 500

const passwordSignIn = z.strictObject({
  email: z.string().trim().toLowerCase().min(1).max(320),
  password: z.string().min(1).max(1_000),
})

const sessionStart = z.strictObject({ remember: z.boolean().default(false) })

type SessionLike = {
  cookie: { maxAge?: number | null }
  regenerate: (done: (error?: Error) => void) => void
}

/** Answers 404 for every sign-in route that is not a door of this product. */
export const refuseClosedAuthDoors = (
  request: MedusaRequest,
  _response: MedusaResponse,
  next: MedusaNextFunction
): void => {
  if (!isOpenAuthDoor(request.method, request.baseUrl + request.path)) {
    throw new Problem(404, "not_found", "There is nothing here.")
  }
  next()
}

/** Limits guesses, and makes all wrong answers alike in words and in time. */
export const guardPasswordSignIn = async (
  request: MedusaRequest,
  response: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  const startedAt = Date.now()
  const read = passwordSignIn.safeParse(request.body)
  if (!read.success) {
    throw new Problem(400, "invalid", "Send an e-mail address and a password.")
  }
  const { email, password } = read.data
  const address = plainAddress(request.ip ?? "")
  const staff: StaffModuleService = request.scope.resolve(STAFF_MODULE)
  await staff.admitSignIn(email, address)
  request.body = { email, password }

  const answer = response.json.bind(response)
  response.json = (body: unknown) => {
    if (response.statusCode < 400) {
      void staff.forgetSignInAttempts(email, address).catch(() => undefined)
      return answer(body)
    }
    const refusal =
      response.statusCode === 401
        ? { code: "invalid_credentials", error: "The e-mail address or the password is wrong." }
        : body
    setTimeout(() => answer(refusal), Math.max(0, startedAt + REFUSAL_TAKES_MS - Date.now()))
    return response
  }
  next()
}

/** A new session for the person whose token this is: 10 hours, or 30 days when remembered. */
export const startSession = async (
  request: AuthenticatedMedusaRequest,
  _response: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  const read = sessionStart.safeParse(request.body ?? {})
  if (!read.success) {
    throw new Problem(400, "invalid", "Only `remember`, true or false, may be sent.")
  }
  const staff: StaffModuleService = request.scope.resolve(STAFF_MODULE)
  const { actor_id, actor_type } = request.auth_context
  if (actor_type !== "user" || !(await staff.getStaffRole(actor_id))) {
    throw new Problem(401, "account_inactive", "This account is switched off.")
  }
  // A session id that somebody knew before the sign-in is worth nothing after it.
  await new Promise<void>((resolve, reject) => {
    sessionOf(request).regenerate((error) => (error ? reject(error) : resolve()))
  })
  sessionOf(request).cookie.maxAge = read.data.remember ? REMEMBERED_MS : SESSION_MS
  next()
}

const sessionOf = (request: MedusaRequest): SessionLike => request.session
