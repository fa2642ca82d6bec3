import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { plainAddress } from "../../lib/plain-address"
import { Problem } from "../../lib/problem"
import { STAFF_MODULE } from "../../modules/staff"
import type StaffModuleService from "../../modules/staff/service"
import type { SessionOrigin } from "../../modules/staff/session-list"
import { parseUserAgent } from "../../workflows/intake/rules/device"
import { isSecondFactorRight, type SecondFactorAnswer } from "../../workflows/staff/second-factor"
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

const sessionStart = z.strictObject({
  remember: z.boolean().default(false),
  /** Of the authenticator, or a recovery code in its place; asked for where there is a second factor. */
  code: z.string().trim().max(20).optional(),
  recovery_code: z.string().trim().max(100).optional(),
})

type SessionLike = {
  origin?: SessionOrigin
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
  const refuse = (body: unknown): void => {
    setTimeout(() => answer(body), Math.max(0, startedAt + REFUSAL_TAKES_MS - Date.now()))
  }
  response.json = (body: unknown) => {
    if (response.statusCode < 400) {
      if (isHalfWay(body)) {
        // What was guessed wrong so far is forgotten only when the second factor is right too.
        return answer({ token: body.token, second_factor_required: true })
      }
      void staff.forgetSignInAttempts(email, address).catch(() => undefined)
      return answer(body)
    }
    if (response.statusCode === 401) {
      const refusal = {
        code: "invalid_credentials",
        error: "The e-mail address or the password is wrong.",
      }
      void staff.countWrongSignIn(email, address).then(
        () => refuse(refusal),
        () => refuse(refusal)
      )
    } else {
      refuse(body)
    }
    return response
  }
  next()
}

/** The password was right, and the second factor is still asked for: the token is nobody's yet. */
const isHalfWay = (body: unknown): body is { token: string } =>
  typeof body === "object" && body !== null && "mfa_required" in body && "token" in body

const answerOf = (sent: z.output<typeof sessionStart>): SecondFactorAnswer | null =>
  sent.code
    ? { code: sent.code.replaceAll(" ", "") }
    : sent.recovery_code
      ? { recovery_code: sent.recovery_code }
      : null

/**
 * Finishes a sign-in that has only the password so far: with the right second factor the token's
 * person is known.
 *
 * @throws Problem 401 `second_factor_required`, `wrong_code`; 429 as for passwords
 */
const passSecondFactor = async (
  request: AuthenticatedMedusaRequest,
  sent: z.output<typeof sessionStart>
): Promise<void> => {
  const staff: StaffModuleService = request.scope.resolve(STAFF_MODULE)
  const { auth_identity_id } = request.auth_context
  const identity = await request.scope
    .resolve(Modules.AUTH)
    .retrieveAuthIdentity(auth_identity_id, { relations: ["provider_identities"] })
  const email = identity.provider_identities?.[0]?.entity_id ?? auth_identity_id
  const userId = identity.app_metadata?.user_id
  const given = answerOf(sent)
  if (!given || typeof userId !== "string") {
    throw new Problem(401, "second_factor_required", "Send the code of your authenticator.")
  }
  const address = plainAddress(request.ip ?? "")
  await staff.admitSignIn(email, address)
  if (!(await isSecondFactorRight(request.scope, auth_identity_id, given))) {
    await staff.countWrongSignIn(email, address)
    throw new Problem(401, "wrong_code", "This code is not right, or it has been used already.")
  }
  await staff.forgetSignInAttempts(email, address)
  Object.assign(request.auth_context, {
    actor_id: userId,
    app_metadata: { ...request.auth_context.app_metadata, user_id: userId },
    mfa_challenge_completed_at: new Date().toISOString(),
  })
}

const originOf = (request: MedusaRequest): SessionOrigin => {
  const { browser, os } = parseUserAgent(String(request.headers["user-agent"] ?? "").slice(0, 500))
  return {
    address: plainAddress(request.ip ?? ""),
    browser,
    os,
    since: new Date().toISOString(),
  }
}

/** A new session for the person whose token this is: 10 hours, or 30 days when remembered. */
export const startSession = async (
  request: AuthenticatedMedusaRequest,
  _response: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  const read = sessionStart.safeParse(request.body ?? {})
  if (!read.success) {
    throw new Problem(
      400,
      "invalid",
      "Only `remember` (true or false) and `code` or `recovery_code` may be sent."
    )
  }
  const staff: StaffModuleService = request.scope.resolve(STAFF_MODULE)
  if (!request.auth_context.actor_id && isBehindFactor(request.auth_context)) {
    await passSecondFactor(request, read.data)
  }
  const { actor_id, actor_type } = request.auth_context
  if (actor_type !== "user" || !(await staff.getStaffRole(actor_id))) {
    throw new Problem(401, "account_inactive", "This account is switched off.")
  }
  // A session id that somebody knew before the sign-in is worth nothing after it.
  await new Promise<void>((resolve, reject) => {
    sessionOf(request).regenerate((error) => (error ? reject(error) : resolve()))
  })
  sessionOf(request).cookie.maxAge = read.data.remember ? REMEMBERED_MS : SESSION_MS
  sessionOf(request).origin = originOf(request)
  next()
}

/** Medusa's types do not know what its tokens say about second factors. */
const isBehindFactor = (context: object): boolean =>
  "mfa_enabled" in context && context.mfa_enabled === true

const sessionOf = (request: MedusaRequest): SessionLike => request.session
