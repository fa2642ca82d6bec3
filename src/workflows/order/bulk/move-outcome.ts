import type { MedusaContainer } from "@medusajs/framework/types"
import type { Transaction } from "../../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../../modules/attention"
import type AttentionModuleService from "../../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { MoveTrace } from "../../../modules/crm_order/bulk-jobs"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { MAIL_MODULE } from "../../../modules/mail"
import type MailModuleService from "../../../modules/mail/service"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import type { MoveWithin } from "../move-by-hand"

/** The payment that an approval by hand has just recorded. */
const recordedPayment = async (
  container: MedusaContainer,
  transaction: Transaction,
  { from, money }: MoveWithin
): Promise<string | null> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  if (money !== "approve_by_hand") {
    return null
  }
  const all = await attempts.listForOrder(from.id, transaction)
  return all.findLast(({ way, kind }) => way === "outside" && kind === "charge")?.id ?? null
}

/** What a move has left behind on its order: to be asked in its transaction, at its end. */
export const traceOfMove = async (
  container: MedusaContainer,
  transaction: Transaction,
  moved: MoveWithin
): Promise<MoveTrace> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  const { from, money } = moved
  const letters = await messages.touchedWithin(transaction, from.id)
  return {
    before: {
      status: from.status,
      status_before_call_center: from.status_before_call_center,
      status_before_chargeback: from.status_before_chargeback,
      call_center_status: from.call_center_status,
      call_center_since: from.call_center_since,
    },
    last_event_id: await orders.lastEventId(from.id, transaction),
    letters: letters.filter(({ is_new }) => is_new).map(({ id }) => id),
    stopped: letters
      .filter(({ is_new, state }) => !is_new && state === "cancelled")
      .map(({ id }) => id),
    settled: await attention.resolvedWithin(transaction, from.id),
    money,
    attempt_id: await recordedPayment(container, transaction, moved),
  }
}
