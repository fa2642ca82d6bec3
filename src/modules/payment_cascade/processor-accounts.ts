import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { newEntityId } from "../../lib/entity-id"
import { insertRows } from "../../lib/insert-rows"
import { notFound, Problem } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import type { PaymentMethod } from "../crm_order/types"
import type { FeeRule } from "../ledger/types"

/** The account of money that was paid past every processor: cash, a bank transfer. */
export const OUTSIDE_ACCOUNT_ID = "pacc_outside"

/** An account at a processor, without its secrets. */
export type ProcessorAccount = {
  id: string
  processor: string
  name: string
  methods: PaymentMethod[]
  /** Where its API answers; empty means the processor's own address. */
  base_url: string
  settings: Record<string, string>
  echeck_approved_when: "accepted" | "settled"
  active: boolean
  created_at: Date
  updated_at: Date
  /** The user who has changed it last; null when the installation made it. */
  updated_by: string | null
}

export type NewProcessorAccount = Pick<
  ProcessorAccount,
  "processor" | "name" | "methods" | "base_url" | "settings" | "echeck_approved_when"
>

/** The processor of an account is for good: its attempts and books are that processor's. */
export type ProcessorAccountChange = Partial<
  Omit<NewProcessorAccount, "processor"> & Pick<ProcessorAccount, "active">
>

export type NewFeeRule = Omit<FeeRule, "id">

/** How the charges of an account ended; what is not final counts for nothing. */
export type ApprovalCount = { account_id: string; approved: number; declined: number }

/** How long another process may go on with an account as it was. */
const CACHE_MS = 5_000

const COLUMNS = [
  "id",
  "processor",
  "name",
  "methods",
  "base_url",
  "settings",
  "echeck_approved_when",
  "active",
  "created_at",
  "updated_at",
  "updated_by",
] as const

/** Accounts at processors, without their secrets (the vault keeps those), and their fee rules. */
export class ProcessorAccounts {
  #cached: { accounts: Promise<ProcessorAccount[]>; until: number } | undefined

  constructor(protected readonly connection: Knex) {}

  /** Every account, by name; up to five seconds old. */
  async list(): Promise<ProcessorAccount[]> {
    if (!this.#cached || this.#cached.until <= Date.now()) {
      const accounts = this.#readAll()
      this.#cached = { accounts, until: Date.now() + CACHE_MS }
      accounts.catch(() => this.forgetCached())
    }
    return this.#cached.accounts
  }

  /** One account, up to five seconds old. @throws Problem 404 */
  async read(id: string): Promise<ProcessorAccount> {
    const account = (await this.list()).find((one) => one.id === id)
    if (!account) {
      throw notFound("processor account")
    }
    return account
  }

  /** Makes this process read the accounts anew; to be called after the commit of a change. */
  forgetCached(): void {
    this.#cached = undefined
  }

  /** @returns the new account's id @throws Problem 409 `name_taken` */
  async create(
    transaction: Transaction,
    account: NewProcessorAccount,
    by: string | null
  ): Promise<string> {
    const id = newEntityId("pacc")
    const [created] = await insertRows(
      transaction,
      "processor_account",
      [{ id, ...account, updated_by: by }],
      "on conflict (name) do nothing returning id"
    )
    if (!created) {
      throw nameTaken(account.name)
    }
    return id
  }

  /** Changes what is given. @throws Problem 404, 409 `name_taken` */
  async update(
    transaction: Transaction,
    id: string,
    change: ProcessorAccountChange,
    by: string | null
  ): Promise<void> {
    if (change.name !== undefined) {
      const other = await transaction("processor_account")
        .where({ name: change.name })
        .whereNot({ id })
        .first()
      if (other) {
        throw nameTaken(change.name)
      }
    }
    const changed = await transaction("processor_account")
      .where({ id })
      .whereNot({ id: OUTSIDE_ACCOUNT_ID })
      .update({
        ...change,
        ...(change.settings ? { settings: JSON.stringify(change.settings) } : {}),
        updated_at: transaction.fn.now(),
        updated_by: by,
      })
    if (changed === 0) {
      throw notFound("processor account")
    }
  }

  /** The fee rules of an account, the newest first. */
  async listFeeRules(accountId: string): Promise<FeeRule[]> {
    return this.#feeRules().where({ account_id: accountId }).orderBy("valid_from", "desc")
  }

  /** The fee rules of all accounts, the newest first. */
  async listAllFeeRules(): Promise<FeeRule[]> {
    return this.#feeRules().orderBy("valid_from", "desc")
  }

  /** The rule that is in force for a charge made at a moment; null when the account has none yet. */
  async feeRuleAt(accountId: string, at: Date): Promise<FeeRule | null> {
    const rule = await this.#feeRules()
      .where({ account_id: accountId })
      .where("valid_from", "<=", at)
      .orderBy("valid_from", "desc")
      .first()
    return rule ?? null
  }

  /**
   * Adds a rule that is in force from its day on. A rule is never changed: charges of the past keep
   * the fees they were booked with.
   *
   * @throws Problem 409 `fee_rule_exists` when another rule begins at the same moment
   */
  async addFeeRule(
    transaction: Transaction,
    rule: NewFeeRule,
    createdBy: string | null
  ): Promise<string> {
    const id = newEntityId("feer")
    const [added] = await insertRows(
      transaction,
      "fee_rule",
      [{ id, ...rule, created_by: createdBy }],
      "on conflict (account_id, valid_from) do nothing returning id"
    )
    if (!added) {
      throw new Problem(
        409,
        "fee_rule_exists",
        "Another fee rule of this account begins at the same moment."
      )
    }
    return id
  }

  /** How the charges of each account that began within the last days have ended. */
  async countApprovals(days: number): Promise<ApprovalCount[]> {
    const { rows } = await this.connection.raw<{
      rows: { account_id: string; approved: string; declined: string }[]
    }>(
      `select account_id, count(*) filter (where state = 'approved') as approved,
              count(*) filter (where state = 'declined') as declined
         from payment_attempt
        where kind = 'charge' and created_at > now() - make_interval(days => ?)
        group by account_id`,
      [days]
    )
    return rows.map(({ account_id, approved, declined }) => ({
      account_id,
      approved: Number(approved),
      declined: Number(declined),
    }))
  }

  async #readAll(): Promise<ProcessorAccount[]> {
    return this.connection("processor_account").select(COLUMNS).orderBy("name")
  }

  #feeRules() {
    return this.connection("fee_rule").select<FeeRule[]>(
      "id",
      "account_id",
      this.connection.raw("percent::text as percent"),
      this.connection.raw("fixed::text as fixed"),
      this.connection.raw("chargeback_fee::text as chargeback_fee"),
      "currency",
      "refund_returns_fee",
      "valid_from"
    )
  }
}

const nameTaken = (name: string): Problem =>
  new Problem(409, "name_taken", `There is another account named ${name}.`)
