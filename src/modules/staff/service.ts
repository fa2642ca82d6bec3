import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import {
  ContainerRegistrationKeys,
  generateEntityId,
  MedusaService,
} from "@medusajs/framework/utils"
import { notFound, Problem } from "../../lib/problem"
import { StaffMember } from "./models/staff-member"
import { SecondFactorRules } from "./second-factor"
import { SessionList } from "./session-list"
import { SignInLimit } from "./sign-in-limit"
import { SignInLock } from "./sign-in-lock"
import type { StaffGrant, StaffMemberView, StaffRole, StaffStanding } from "./types"

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex }

type StaffMemberRow = {
  id: string
  user_id: string
  role: StaffRole
  active: boolean
  grants: StaffGrant[]
  sessions_valid_from: Date
  created_at: Date
}

/** How long another process may go on with what it knew about a person's role. */
const KNOWN_FOR_MS = 3_000

/** Who works here, as what, and whether their sign-ins still count. */
class StaffModuleService extends MedusaService({ StaffMember }) {
  readonly #connection: Knex
  readonly #signInLimit: SignInLimit
  readonly locks: SignInLock
  readonly sessions: SessionList
  readonly secondFactor: SecondFactorRules
  #known = new Map<string, { standing: StaffStanding | null; loadedAt: number }>()

  constructor(dependencies: Dependencies) {
    // eslint-disable-next-line prefer-rest-params -- MedusaService takes the container's own arguments.
    super(...arguments)
    this.#connection = dependencies[ContainerRegistrationKeys.PG_CONNECTION]
    this.#signInLimit = new SignInLimit(this.#connection)
    this.locks = new SignInLock(this.#connection)
    this.sessions = new SessionList(this.#connection)
    this.secondFactor = new SecondFactorRules(this.#connection)
  }

  /** What this user is here; null for a user who is not staff. At most three seconds old. */
  async getStanding(userId: string): Promise<StaffStanding | null> {
    const known = this.#known.get(userId)
    if (known && Date.now() - known.loadedAt < KNOWN_FOR_MS) {
      return known.standing
    }
    const cacheOfThisRead = this.#known
    const loadedAt = Date.now()
    const [row, demanded] = await Promise.all([
      this.#findRow(userId),
      this.secondFactor.demandedRoles(),
    ])
    const standing = row
      ? {
          needs_second_factor: demanded.includes(row.role),
          role: row.role,
          active: row.active,
          grants: row.grants,
          sessions_valid_from: Math.floor(row.sessions_valid_from.getTime() / 1000),
        }
      : null
    cacheOfThisRead.set(userId, { standing, loadedAt })
    return standing
  }

  /** The role of an active member of staff; null for everybody else. */
  async getStaffRole(userId: string): Promise<StaffRole | null> {
    const standing = await this.getStanding(userId)
    return standing?.active ? standing.role : null
  }

  /** Every member of staff, the oldest first. */
  async listMembers(): Promise<StaffMemberView[]> {
    const rows: StaffMemberRow[] = await this.#connection("staff_member")
      .whereNull("deleted_at")
      .orderBy("created_at")
    return rows.map(viewOf)
  }

  /** @throws Problem 404 */
  async getMember(id: string): Promise<StaffMemberView> {
    const row: StaffMemberRow | undefined = await this.#connection("staff_member")
      .where({ id, deleted_at: null })
      .first()
    if (!row) {
      throw notFound("member of staff")
    }
    return viewOf(row)
  }

  /** Makes a user a member of staff. */
  async addMember(input: { user_id: string; role: StaffRole }): Promise<StaffMemberView> {
    const [row]: StaffMemberRow[] = await this.#connection("staff_member").insert(
      { ...input, id: generateEntityId(undefined, "staff") },
      "*"
    )
    this.#known = new Map()
    return viewOf(row)
  }

  /** Takes a membership back that never came to be; only for the compensation of its creation. */
  async removeMember(id: string): Promise<void> {
    await this.#connection("staff_member").where({ id }).delete()
    this.#known = new Map()
  }

  /**
   * Changes role, activity or grants. Whoever is switched off is signed out everywhere.
   *
   * @throws Problem 404, 409 `last_administrator` when nobody could administer any more
   */
  async changeMember(
    id: string,
    change: { role?: StaffRole; active?: boolean; grants?: readonly StaffGrant[] }
  ): Promise<StaffMemberView> {
    const row = await this.#connection.transaction(async (transaction) => {
      // Administrators are locked together, so that two of them cannot remove each other at once.
      const administrators: { id: string }[] = await transaction("staff_member")
        .where({ role: "administrator", active: true, deleted_at: null })
        .orderBy("id")
        .forUpdate()
        .select("id")
      const staysAdministrator = (change.role ?? "administrator") === "administrator"
      const staysActive = change.active ?? true
      if (
        administrators.length === 1 &&
        administrators[0].id === id &&
        !(staysAdministrator && staysActive)
      ) {
        throw new Problem(
          409,
          "last_administrator",
          "This is the last active administrator. Make somebody else an administrator first."
        )
      }
      const [changed]: StaffMemberRow[] = await transaction("staff_member")
        .where({ id, deleted_at: null })
        .update(
          {
            ...change,
            ...(staysActive ? {} : { sessions_valid_from: transaction.fn.now() }),
            updated_at: transaction.fn.now(),
          },
          "*"
        )
      if (!changed) {
        throw notFound("member of staff")
      }
      return changed
    })
    this.#known = new Map()
    return viewOf(row)
  }

  /**
   * Ends every sign-in of this person that was made until now, cookies and tokens alike.
   *
   * @throws Problem 404
   */
  async endSessions(id: string): Promise<void> {
    const found = await this.#connection("staff_member").where({ id, deleted_at: null }).update({
      sessions_valid_from: this.#connection.fn.now(),
      updated_at: this.#connection.fn.now(),
    })
    if (found === 0) {
      throw notFound("member of staff")
    }
    this.#known = new Map()
  }

  /** Says of which roles a second factor is demanded. */
  async demandSecondFactor(roles: readonly StaffRole[]): Promise<void> {
    await this.secondFactor.demand(roles)
    this.#known = new Map()
  }

  /**
   * Counts one attempt to sign in.
   *
   * @throws Problem 429 `locked_out` after too many wrong answers from this address, and
   * `too_many_attempts`: more than 10 a minute for one account, or 60 for any accounts, from one address
   */
  async admitSignIn(email: string, address: string): Promise<void> {
    const until = await this.locks.lockedUntil(email, address)
    if (until) {
      throw lockedOut(until)
    }
    if (!(await this.#signInLimit.admit(email, address))) {
      throw new Problem(
        429,
        "too_many_attempts",
        "Too many attempts to sign in. Wait a minute and try again."
      )
    }
  }

  /** Counts a wrong answer to an attempt that was admitted. */
  async countWrongSignIn(email: string, address: string): Promise<void> {
    await this.locks.countWrong(email, address)
  }

  /** The sign-in was right: its attempts do not count, nor do the wrong ones before it. */
  async forgetSignInAttempts(email: string, address: string): Promise<void> {
    await this.locks.forget(email, address)
    await this.#signInLimit.forget(email, address)
  }

  /** Drops old counters of attempts to sign in, locks and used codes. For the task runner. */
  async pruneSignInAttempts(): Promise<number> {
    const [attempts, locks, codes] = await Promise.all([
      this.#signInLimit.prune(),
      this.locks.prune(),
      this.secondFactor.prune(),
    ])
    return attempts + locks + codes
  }

  async #findRow(userId: string): Promise<StaffMemberRow | undefined> {
    return this.#connection("staff_member").where({ user_id: userId, deleted_at: null }).first()
  }
}

const lockedOut = (until: Date): Problem =>
  new Problem(
    429,
    "locked_out",
    `Too many wrong answers: this account is locked for you until ${until.toISOString().slice(11, 16)} UTC. An administrator can lift the lock.`,
    { extra: { until } }
  )

const viewOf = (row: StaffMemberRow): StaffMemberView => ({
  id: row.id,
  user_id: row.user_id,
  role: row.role,
  active: row.active,
  grants: row.grants,
  created_at: row.created_at.toISOString(),
})

export default StaffModuleService
