import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insertRows } from "../../lib/insert-rows"
import { notFound, Problem } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import {
  COMMON_CODES,
  type DeclineCategory,
  type NextStep,
} from "../../providers/payment/processor"
import { PROCESSORS } from "../../providers/payment/registry"
import type { RoutingRules } from "./routing-rules"

/** What a processor's code means and what it allows. */
export type CodeRule = { category: DeclineCategory; next: NextStep }

/** What staff have decided otherwise than we ship it, by processor and code. */
export type CodeOverrides = Record<string, Record<string, CodeRule>>

/** What is kept in versions. A version is never changed: the newest one is in force. */
export type PolicyBodies = { routing: RoutingRules; codes: CodeOverrides }
export type PolicyKind = keyof PolicyBodies

export type PolicyVersion = {
  version: number
  note: string | null
  created_by: string | null
  created_at: Date
}

export type Policy<Kind extends PolicyKind> = PolicyVersion & { body: PolicyBodies[Kind] }

export type SaveOptions = {
  by: string | null
  note: string | null
  /** The version that was changed: 0 when there was none. */
  expected_version: number
}

/** What says that nobody knows the outcome: a rule that goes on all the same could charge twice. */
export const FIXED_CODES: readonly string[] = ["no_answer", "unreadable_answer"]

/** How long another process may go on with the version before. */
const CACHE_MS = 2_000

/** What an answer means that nobody has an entry for: nothing more is tried. */
export const UNKNOWN_CODE: CodeRule = { category: "other", next: "stop" }

const ruleIn = (table: Readonly<Record<string, CodeRule>> | undefined, code: string) =>
  table && Object.hasOwn(table, code) ? table[code] : undefined

/** The rule that we ship for a processor's code; undefined when it is not in the tables. */
export const shippedCodeRule = (processor: string, code: string): CodeRule | undefined =>
  ruleIn(Object.hasOwn(PROCESSORS, processor) ? PROCESSORS[processor].codes : undefined, code) ??
  ruleIn(COMMON_CODES, code)

/** Routing rules and the table of codes, every version of them. */
export class PolicyStore {
  readonly #cached = new Map<PolicyKind, { policy: Promise<unknown>; until: number }>()

  constructor(protected readonly connection: Knex) {}

  /** The routing rules in force, up to two seconds old; null when payments are not set up. */
  async currentRouting(): Promise<{ version: number; rules: RoutingRules } | null> {
    const policy = await this.#current("routing")
    return policy && { version: policy.version, rules: policy.body }
  }

  /** What staff have decided about codes, up to two seconds old; version 0 when nothing yet. */
  async currentOverrides(): Promise<{ version: number; overrides: CodeOverrides }> {
    const policy = await this.#current("codes")
    return { version: policy?.version ?? 0, overrides: policy?.body ?? {} }
  }

  /** What a code means: staff's word, else the processor's table, else the common one, else "stop". */
  async codeRule(processor: string, code: string): Promise<CodeRule & { known: boolean }> {
    const { overrides } = await this.currentOverrides()
    const own = Object.hasOwn(overrides, processor) ? overrides[processor] : undefined
    const rule = ruleIn(own, code) ?? shippedCodeRule(processor, code)
    return { ...(rule ?? UNKNOWN_CODE), known: rule !== undefined }
  }

  /**
   * Puts a new version in force.
   *
   * @returns its number
   * @throws Problem 409 `version_conflict` with `version`, when somebody else has saved in between
   */
  async save<Kind extends PolicyKind>(
    transaction: Transaction,
    kind: Kind,
    body: PolicyBodies[Kind],
    { by, note, expected_version }: SaveOptions
  ): Promise<number> {
    const version = expected_version + 1
    const newest = await transaction("payment_policy").where({ kind }).max("version as version")
    const current = newest[0]?.version ?? 0
    // Of two who save at once the second waits for the first and then finds its number taken.
    const [saved] =
      current === expected_version
        ? await insertRows(
            transaction,
            "payment_policy",
            [{ kind, version, body, note, created_by: by }],
            "on conflict (kind, version) do nothing returning version"
          )
        : []
    if (!saved) {
      throw new Problem(
        409,
        "version_conflict",
        "Somebody has saved another version meanwhile. Look at it and make your changes again.",
        { extra: { version: Math.max(current, version) } }
      )
    }
    return version
  }

  /** Makes this process read the policies anew; to be called after the commit of a new version. */
  forgetCached(): void {
    this.#cached.clear()
  }

  /** All versions, the newest first. */
  async history(kind: PolicyKind): Promise<PolicyVersion[]> {
    return this.connection("payment_policy")
      .select("version", "note", "created_by", "created_at")
      .where({ kind })
      .orderBy("version", "desc")
  }

  /** One version as it was saved. @throws Problem 404 */
  async readVersion<Kind extends PolicyKind>(kind: Kind, version: number): Promise<Policy<Kind>> {
    const policy: Policy<Kind> | undefined = await this.connection("payment_policy")
      .select("version", "note", "created_by", "created_at", "body")
      .where({ kind, version })
      .first()
    if (!policy) {
      throw notFound("version")
    }
    return policy
  }

  /** The newest version, read past the cache; null when there is none. */
  async readNewest<Kind extends PolicyKind>(kind: Kind): Promise<Policy<Kind> | null> {
    const policy: Policy<Kind> | undefined = await this.connection("payment_policy")
      .select("version", "note", "created_by", "created_at", "body")
      .where({ kind })
      .orderBy("version", "desc")
      .first()
    return policy ?? null
  }

  async #current<Kind extends PolicyKind>(kind: Kind): Promise<Policy<Kind> | null> {
    const cached = this.#cached.get(kind)
    if (cached && cached.until > Date.now()) {
      return cached.policy as Promise<Policy<Kind> | null>
    }
    const policy = this.readNewest(kind)
    this.#cached.set(kind, { policy, until: Date.now() + CACHE_MS })
    policy.catch(() => this.#cached.delete(kind))
    return policy
  }
}
