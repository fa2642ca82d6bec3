import type { MedusaContainer } from "@medusajs/framework/types"
import type { Transaction } from "../../../lib/unit-of-work"
import { CARD_VAULT_MODULE } from "../../../modules/card_vault"
import type CardVaultModuleService from "../../../modules/card_vault/service"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import type {
  AccountAbilities,
  PaymentSituation,
} from "../../../modules/payment_cascade/payment-actions"
import { OUTSIDE_ACCOUNT_ID } from "../../../modules/payment_cascade/processor-accounts"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import { processorOf } from "../../../providers/payment/registry"
import { findBlock } from "../../customer/find-block"

const listAbilities = async ({
  accounts,
}: PaymentCascadeModuleService): Promise<AccountAbilities[]> => {
  const usable = (await accounts.list()).filter(
    ({ id, active }) => active && id !== OUTSIDE_ACCOUNT_ID
  )
  return usable.map(({ processor, methods }) => {
    const { stored_credential, mail_or_telephone, payment_link } =
      processorOf(processor).capabilities
    return { methods, stored_credential, mail_or_telephone, payment_link }
  })
}

/** Everything that decides what may be done about an order's payment, in a transaction or outside. */
export const readPaymentSituation = async (
  container: MedusaContainer,
  order: PaymentSituation["order"] & { id: string },
  transaction?: Transaction
): Promise<PaymentSituation> => {
  const payments: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const [attempts, facts, instrument, accounts, blocked] = await Promise.all([
    payments.attempts.listForOrder(order.id, transaction),
    payments.attempts.factsOf(transaction ?? null, order.id),
    vault.readSealedCard(order.id),
    listAbilities(payments),
    findBlock(container, order.id, transaction),
  ])
  const approved =
    instrument?.kind === "card"
      ? await payments.attempts.findApprovedByCard(instrument.fingerprint, "")
      : null
  return {
    order,
    attempts,
    facts,
    instrument,
    card_approved_before: approved !== null,
    customer_blocked: blocked !== null,
    accounts,
  }
}
