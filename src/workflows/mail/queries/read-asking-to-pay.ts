import type { MedusaContainer } from "@medusajs/framework/types"
import type { Transaction } from "../../../lib/unit-of-work"
import type { CrmOrderRow } from "../../../modules/crm_order/types"
import { MAIL_MODULE } from "../../../modules/mail"
import type MailModuleService from "../../../modules/mail/service"
import type { PaymentSituation } from "../../../modules/payment_cascade/payment-actions"
import { readPaymentSituation } from "../../payment/queries/read-payment-situation"
import type { AskingToPay, PaymentLetter } from "../reminder-rules"

/** What decides whether the customer of an order is asked to pay, for each of the given letters. */
export const readAskingToPay = async <Letter extends PaymentLetter>(
  container: MedusaContainer,
  order: Pick<CrmOrderRow, "shop_id" | "email" | "archived_at"> &
    PaymentSituation["order"] & { id: string },
  letters: readonly Letter[],
  transaction?: Transaction
): Promise<Record<Letter, AskingToPay>> => {
  const { rules, suppressions }: MailModuleService = container.resolve(MAIL_MODULE)
  const payment = await readPaymentSituation(container, order, transaction)
  const isUnsubscribed = await suppressions.isUnsubscribed(order.shop_id, order.email)
  const asking: [Letter, AskingToPay][] = []
  for (const letter of letters) {
    const { send } = await rules.ruleOf(order.shop_id, letter, transaction)
    asking.push([
      letter,
      {
        letter,
        payment,
        order,
        is_sent: send,
        is_unsubscribed: isUnsubscribed,
        now: new Date(),
      },
    ])
  }
  return Object.fromEntries(asking) as Record<Letter, AskingToPay>
}
