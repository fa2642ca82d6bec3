import { createHash } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { STAFF_ROLES, type StaffRole } from "./types"

/** A code of an authenticator counts for so long at most; twice it never does. */
const CODE_COUNTS_MINUTES = 5

const SETTING = "second_factor_roles"

/**
 * What Medusa's second factors leave to us: of which roles one is demanded, and that no code is used
 * twice.
 */
export class SecondFactorRules {
  constructor(protected readonly connection: Knex) {}

  /** The roles that have to sign in with a second factor; none at first. */
  async demandedRoles(): Promise<StaffRole[]> {
    const row: { value: string[] } | undefined = await this.connection("staff_setting")
      .select("value")
      .where({ key: SETTING })
      .first()
    return STAFF_ROLES.filter((role) => row?.value.includes(role))
  }

  async demand(roles: readonly StaffRole[]): Promise<void> {
    await this.connection("staff_setting")
      .insert({ key: SETTING, value: JSON.stringify(roles), updated_at: this.connection.fn.now() })
      .onConflict("key")
      .merge()
  }

  /**
   * Notes that a code is used, before it is looked at: of two who send the same one at once, one gets in.
   *
   * @returns false when it has been used
   */
  async useCode(authIdentityId: string, code: string): Promise<boolean> {
    const digest = createHash("sha256").update(`${authIdentityId} ${code}`).digest("hex")
    const result = await this.connection.raw<{ rowCount: number }>(
      `insert into second_factor_use as used (digest, used_at) values (?, now())
       on conflict (digest) do update set used_at = now()
         where used.used_at < now() - make_interval(mins => ?)`,
      [digest, CODE_COUNTS_MINUTES]
    )
    return result.rowCount > 0
  }

  async prune(): Promise<number> {
    return this.connection("second_factor_use")
      .where("used_at", "<", this.connection.raw("now() - interval '1 hour'"))
      .delete()
  }
}
