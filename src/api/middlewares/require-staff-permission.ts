import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { Problem } from "../../lib/problem"
import { STAFF_MODULE } from "../../modules/staff"
import { isAllowedBy, permissionFor } from "../../modules/staff/permission-match"
import type { Trim } from "../../modules/staff/permissions"
import type StaffModuleService from "../../modules/staff/service"
import type { StaffActor, StaffStanding } from "../../modules/staff/types"

type GuardedRequest = AuthenticatedMedusaRequest & { staff?: StaffActor }

type AuthContext = {
  actor_id: string
  actor_type: string
  auth_identity_id: string
  iat?: number
  mfa_challenge_completed_at?: string | null
}

/**
 * The lock of everything under /admin, Medusa's own routes included: decides by the permission table
 * and refuses what the table does not name. Runs before every handler and for every method.
 */
export const requireStaffPermission = async (
  request: GuardedRequest,
  response: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  const auth: AuthContext | undefined = request.auth_context
  if (!auth?.actor_id) {
    throw signedOut("Sign in first.")
  }
  if (auth.actor_type !== "user") {
    throw new Problem(403, "forbidden", "Only people may use the staff API, not keys.")
  }
  const staff: StaffModuleService = request.scope.resolve(STAFF_MODULE)
  const standing = await staff.getStanding(auth.actor_id)
  if (!standing) {
    throw new Problem(403, "forbidden", "Your account has no role here. Ask an administrator.")
  }
  if (!standing.active || !isStillSignedIn(auth, standing)) {
    await endSession(request)
    throw signedOut(
      standing.active
        ? "You have been signed out. Sign in again."
        : "Your account has been switched off."
    )
  }
  const permission = permissionFor(request.method, request.baseUrl + request.path)
  if (!isAllowedBy(permission, standing.role, standing.grants)) {
    throw new Problem(403, "forbidden", refusal(standing, request.method))
  }
  const passed = Boolean(auth.mfa_challenge_completed_at)
  if (standing.needs_second_factor && !passed && !permission?.without_second_factor) {
    throw new Problem(
      403,
      "second_factor_needed",
      "Your role signs in with a second factor. Set it up, or sign in again with it."
    )
  }
  if (standing.role === "operator" && permission?.operatorGets) {
    trimAnswer(request, response, permission.operatorGets)
  }
  request.staff = {
    user_id: auth.actor_id,
    role: standing.role,
    grants: standing.grants,
    auth_identity_id: auth.auth_identity_id,
    second_factor: { demanded: standing.needs_second_factor, passed },
  }
  if (request.session?.auth_context) {
    void staff.sessions.touch(request.sessionID).catch(() => undefined)
  }
  next()
}

/** The signed-in person of a request that has passed the guard. */
export const staffOf = (request: MedusaRequest): StaffActor => {
  const { staff }: GuardedRequest = request as GuardedRequest
  if (!staff) {
    throw signedOut("Sign in first.")
  }
  return staff
}

const signedOut = (sentence: string): Problem => new Problem(401, "signed_out", sentence)

/** The session is of no use any more; a token is simply refused until it runs out. */
const endSession = async (request: GuardedRequest): Promise<void> => {
  const session: { destroy?: (done: () => void) => void } | undefined = request.session
  if (session?.destroy) {
    await new Promise<void>((resolve) => session.destroy?.(resolve))
  }
}

/** A sign-in that carries no time is refused, like one from before everything was ended. */
const isStillSignedIn = (auth: AuthContext, standing: StaffStanding): boolean =>
  (auth.iat ?? 0) >= standing.sessions_valid_from

const refusal = (standing: StaffStanding, method: string): string =>
  method === "GET" || method === "HEAD"
    ? `Your role (${standing.role}) may not see this.`
    : `Your role (${standing.role}) may not do this.`

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const pick = (record: unknown, keys: readonly string[]): Record<string, unknown> =>
  isRecord(record)
    ? Object.fromEntries(keys.filter((key) => key in record).map((key) => [key, record[key]]))
    : {}

const STORE_KEYS = ["id", "name", "supported_currencies"] as const
const USER_KEYS = ["id", "email", "first_name", "last_name", "avatar_url"] as const

const TRIMS: Record<Trim, (body: Record<string, unknown>) => Record<string, unknown>> = {
  store: (body) => ({
    stores: Array.isArray(body.stores) ? body.stores.map((store) => pick(store, STORE_KEYS)) : [],
    ...pick(body, ["count", "offset", "limit"]),
  }),
  own_user: (body) => ({ user: pick(body.user, USER_KEYS) }),
}

/** Medusa's `fields` parameter can ask for any relation: the answer is cut down on its way out. */
const trimAnswer = (request: MedusaRequest, response: MedusaResponse, trim: Trim): void => {
  delete request.query.fields
  const answer = response.json.bind(response)
  response.json = (body: unknown) =>
    answer(isRecord(body) && response.statusCode < 400 ? TRIMS[trim](body) : body)
}
