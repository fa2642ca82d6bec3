import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import { CARD_VAULT_MODULE } from "../../modules/card_vault"
import type CardVaultModuleService from "../../modules/card_vault/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { BlockKind } from "../../modules/crm_order/customer-blocks"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { CUSTOMER_BLOCKED } from "../../modules/payment_cascade/payment-actions"

/** By what the customer of an order is blocked, or null when the order may be charged. */
export const findBlock = async (
  container: MedusaContainer,
  orderId: string,
  transaction?: Transaction
): Promise<BlockKind | null> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const card = await vault.readSealedCard(orderId, transaction)
  return orders.blocks.findForOrder(orderId, card ? [card.fingerprint] : [], transaction)
}

/** @throws Problem 409 `customer_blocked` when nothing may be charged for this order */
export const refuseBlocked = async (container: MedusaContainer, orderId: string): Promise<void> => {
  if ((await findBlock(container, orderId)) !== null) {
    throw new Problem(409, CUSTOMER_BLOCKED.code, CUSTOMER_BLOCKED.sentence)
  }
}
