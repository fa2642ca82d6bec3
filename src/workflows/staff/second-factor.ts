import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { readEnvironment } from "../../lib/environment"
import { Problem } from "../../lib/problem"
import { STAFF_MODULE } from "../../modules/staff"
import type StaffModuleService from "../../modules/staff/service"

/** What authenticators call us. */
const ISSUER = "T3 CRM"
const RECOVERY_CODES = 10

/** A code of the authenticator, or one of the recovery codes. */
export type SecondFactorAnswer = { code: string } | { recovery_code: string }

export type SecondFactorState = { enabled: boolean }

const wrongCode = (): Problem =>
  new Problem(422, "wrong_code", "This code is not right, or it has been used already.", {
    fields: [{ path: "code", message: "This code is not right, or it has been used already." }],
  })

/** Medusa says by an error that a code is wrong; any other error is one. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error &&
  "type" in error &&
  (error.type === MedusaError.Types.NOT_ALLOWED || error.type === MedusaError.Types.INVALID_DATA)

const enabledFactor = async (container: MedusaContainer, identityId: string) => {
  const [factor] = await container
    .resolve(Modules.AUTH)
    .listAuthMfa({ auth_identity_id: identityId, provider: "totp", status: "enabled" })
  return factor ?? null
}

/** Whether this person signs in with a second factor. */
export const readSecondFactor = async (
  container: MedusaContainer,
  identityId: string
): Promise<SecondFactorState> => ({
  enabled: (await enabledFactor(container, identityId)) !== null,
})

/**
 * Begins to set up an authenticator; what was begun before and not finished is dropped.
 *
 * @throws Problem 409 `second_factor_exists`; 503 `second_factor_unavailable`
 */
export const startSecondFactor = async (
  container: MedusaContainer,
  identityId: string,
  email: string
): Promise<{ secret: string; otpauth_url: string }> => {
  if (!readEnvironment().AUTH_MFA_ENCRYPTION_KEY) {
    throw new Problem(
      503,
      "second_factor_unavailable",
      "This server has no key for second factors: AUTH_MFA_ENCRYPTION_KEY is not set."
    )
  }
  const auth = container.resolve(Modules.AUTH)
  const factors = await auth.listAuthMfa({ auth_identity_id: identityId, provider: "totp" })
  if (factors.some(({ status }) => status === "enabled")) {
    throw new Problem(
      409,
      "second_factor_exists",
      "You sign in with a second factor already. Remove it first."
    )
  }
  for (const { id } of factors.filter(({ status }) => status === "pending")) {
    await auth.disableAuthMfa({ id })
  }
  const { secret, otpauth_url } = await auth.startAuthMfa({
    auth_identity_id: identityId,
    provider: "totp",
    label: email,
    issuer: ISSUER,
  })
  if (!secret || !otpauth_url) {
    throw new Error("The authenticator's secret was not made.")
  }
  return { secret, otpauth_url }
}

/** Whether Medusa takes the code for this factor. */
const isRightCode = async (
  container: MedusaContainer,
  identityId: string,
  factorId: string,
  code: string
): Promise<boolean> => {
  const staff: StaffModuleService = container.resolve(STAFF_MODULE)
  if (!(await staff.secondFactor.useCode(identityId, code))) {
    return false
  }
  try {
    await container
      .resolve(Modules.AUTH)
      .verifyAuthMfa({ id: factorId, auth_identity_id: identityId, code })
    return true
  } catch (error) {
    if (isRefusal(error)) {
      return false
    }
    throw error
  }
}

/**
 * Finishes setting up: the first right code switches the second factor on.
 *
 * @returns the recovery codes, each of which stands for one code of a lost authenticator
 * @throws Problem 409 `second_factor_not_begun`, 422 `wrong_code`
 */
export const confirmSecondFactor = async (
  container: MedusaContainer,
  identityId: string,
  code: string
): Promise<string[]> => {
  const auth = container.resolve(Modules.AUTH)
  const [pending] = await auth.listAuthMfa({
    auth_identity_id: identityId,
    provider: "totp",
    status: "pending",
  })
  if (!pending) {
    throw new Problem(409, "second_factor_not_begun", "Begin to set up the second factor first.")
  }
  if (!(await isRightCode(container, identityId, pending.id, code))) {
    throw wrongCode()
  }
  const { codes } = await auth.generateAuthMfaRecoveryCodes({
    auth_identity_id: identityId,
    count: RECOVERY_CODES,
  })
  return codes
}

/** Whether the answer proves the second factor. A code counts once, a recovery code is used up. */
export const isSecondFactorRight = async (
  container: MedusaContainer,
  identityId: string,
  answer: SecondFactorAnswer
): Promise<boolean> => {
  const factor = await enabledFactor(container, identityId)
  if (!factor) {
    return false
  }
  if ("code" in answer) {
    return isRightCode(container, identityId, factor.id, answer.code)
  }
  try {
    await container.resolve(Modules.AUTH).useAuthMfaRecoveryCode({
      auth_identity_id: identityId,
      code: answer.recovery_code,
    })
    return true
  } catch (error) {
    if (isRefusal(error)) {
      return false
    }
    throw error
  }
}

/**
 * The person gives the second factor up, by a code of it.
 *
 * @throws Problem 409 `no_second_factor`, 422 `wrong_code`
 */
export const removeSecondFactor = async (
  container: MedusaContainer,
  identityId: string,
  answer: SecondFactorAnswer
): Promise<void> => {
  const factor = await enabledFactor(container, identityId)
  if (!factor) {
    throw new Problem(409, "no_second_factor", "There is no second factor to remove.")
  }
  if (!(await isSecondFactorRight(container, identityId, answer))) {
    throw wrongCode()
  }
  await container.resolve(Modules.AUTH).disableAuthMfa({ id: factor.id })
}

const identityOf = async (container: MedusaContainer, email: string): Promise<string | null> => {
  const [identity] = await container
    .resolve(Modules.AUTH)
    .listProviderIdentities({ provider: "emailpass", entity_id: email }, { take: 1 })
  return identity?.auth_identity_id ?? null
}

/**
 * An administrator takes the second factor of somebody who has lost it; that person is signed out
 * everywhere. Twice changes nothing.
 *
 * @throws Problem 404
 */
export const resetSecondFactor = async (
  container: MedusaContainer,
  memberId: string
): Promise<void> => {
  const staff: StaffModuleService = container.resolve(STAFF_MODULE)
  const auth = container.resolve(Modules.AUTH)
  const member = await staff.getMember(memberId)
  const user = await container.resolve(Modules.USER).retrieveUser(member.user_id)
  const identityId = await identityOf(container, user.email)
  const factors = identityId ? await auth.listAuthMfa({ auth_identity_id: identityId }) : []
  for (const { id } of factors.filter(({ status }) => status !== "disabled")) {
    await auth.disableAuthMfa({ id })
  }
  await staff.endSessions(memberId)
}

/** The e-mail addresses of those who sign in with a second factor. */
export const listSecondFactors = async (container: MedusaContainer): Promise<Set<string>> => {
  const auth = container.resolve(Modules.AUTH)
  const factors = await auth.listAuthMfa({ status: "enabled" })
  const ids = factors.flatMap(({ auth_identity_id }) => auth_identity_id ?? [])
  const identities = await auth.listAuthIdentities(
    { id: ids },
    { relations: ["provider_identities"], take: ids.length }
  )
  return new Set(
    identities.flatMap(({ provider_identities }) =>
      (provider_identities ?? []).map(({ entity_id }) => entity_id)
    )
  )
}
