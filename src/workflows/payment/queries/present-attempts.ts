import type { MedusaContainer } from "@medusajs/framework/types"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import { DECLINE_WORDS } from "../../../modules/payment_cascade/decline-categories"
import { planSentence } from "../../../modules/payment_cascade/plan-words"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import type { AttemptRow, PaymentFact } from "../../../modules/payment_cascade/types"
import { staffNames } from "../../order/queries/names"

type Surroundings = {
  accounts: ReadonlyMap<string, { name: string; processor: string }>
  staff: ReadonlyMap<string, string>
  comments: ReadonlyMap<string, string>
}

const presentAttempt = (
  attempt: AttemptRow,
  facts: readonly PaymentFact[],
  { accounts, staff, comments }: Surroundings
) => {
  const accountOf = (id: string) => ({ id, name: accounts.get(id)?.name ?? id })
  const fact = facts.find(({ attempt_id, fee }) => attempt_id === attempt.id && fee !== null)
  return {
    id: attempt.id,
    number: attempt.number,
    kind: attempt.kind,
    way: attempt.way,
    state: attempt.state,
    account: { ...accountOf(attempt.account_id), processor: attempt.processor },
    amount: attempt.amount,
    currency: attempt.currency,
    initiation: attempt.initiation,
    payment_id: attempt.payment_id,
    code: attempt.code,
    category: attempt.category,
    words: attempt.category && DECLINE_WORDS[attempt.category],
    next: attempt.next,
    message: attempt.message,
    comment: comments.get(attempt.id) ?? null,
    redirect_url: attempt.redirect_url,
    expires_at: attempt.expires_at,
    fee: fact?.fee ?? null,
    /** Recorded by hand, and taken back again. */
    undone: facts.some(({ attempt_id, kind }) => attempt_id === attempt.id && kind === "undone"),
    with_cvv: attempt.with_cvv,
    created_at: attempt.created_at,
    sent_at: attempt.sent_at,
    finished_at: attempt.finished_at,
    next_check_at: attempt.next_check_at,
    checks: attempt.checks,
    parent_id: attempt.parent_id,
    actor: {
      type: attempt.actor_type,
      id: attempt.actor_id,
      name: staff.get(attempt.actor_id ?? "") ?? null,
    },
    reasons: (attempt.plan?.choices ?? []).map(({ account_id, chosen, reason, data }) => ({
      account: accountOf(account_id),
      chosen,
      sentence: planSentence({ reason, data }),
      reason,
      data,
    })),
  }
}

/** Attempts of one order as staff see them, with the names of accounts and people and the reasons in words. */
export const presentAttempts = async (
  container: MedusaContainer,
  attempts: readonly AttemptRow[],
  facts: readonly PaymentFact[]
) => {
  const payments: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const staffIds = attempts.flatMap(({ actor_type, actor_id }) =>
    actor_type === "staff" && actor_id ? [actor_id] : []
  )
  const [first] = attempts
  const [accounts, staff, comments] = await Promise.all([
    payments.accounts.list(),
    staffNames(container, staffIds),
    first ? payments.attempts.commentsOf(first.crm_order_id) : new Map<string, string>(),
  ])
  const known = {
    accounts: new Map(accounts.map((account) => [account.id, account])),
    staff,
    comments,
  }
  return attempts.map((attempt) => presentAttempt(attempt, facts, known))
}

/** One attempt as staff see it: the answer to whoever has just made it. @throws Problem 404 */
export const readPresentedAttempt = async (container: MedusaContainer, id: string) => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const attempt = await attempts.read(id)
  const facts = await attempts.factsOf(null, attempt.crm_order_id)
  const [presented] = await presentAttempts(container, [attempt], facts)
  return presented
}
