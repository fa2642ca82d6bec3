import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { CARD_VAULT_MODULE } from "../../modules/card_vault"
import type CardVaultModuleService from "../../modules/card_vault/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { NewBlock } from "../../modules/crm_order/customer-blocks"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { StaffActor } from "../../modules/staff/types"
import { customerErased } from "./save-customer"
import { readTypedPhone } from "./typed-phone"

export type BlockInput = {
  /** By what: the address, telephone numbers, cards (by the vault's ids of them). */
  email: boolean
  phones: readonly string[]
  card_ids: readonly string[]
  reason: string
}

const nothingChosen = (): Problem =>
  new Problem(422, "unprocessable", "Choose by what to block: address, telephone number or card.", {
    fields: [{ path: "email", message: "Choose at least one." }],
  })

/** How a card is called: never by more of its number than a receipt shows. */
const cardName = (brand: string | null, last4: string): string =>
  `${brand ? `${brand} ` : ""}•••• ${last4}`

/**
 * Blocks a customer with a reason: nothing of his is charged any more, by whatever road. Waits for
 * charges that are just being sent off, so that none begins after this has returned.
 *
 * @returns how many customers are blocked by it: a card or number may be of several
 * @throws Problem 404, 409 `customer_erased`, `blocked_already`, 422 when nothing is chosen
 */
export const blockCustomer = async (
  container: MedusaContainer,
  id: string,
  { email: byEmail, phones, card_ids, reason }: BlockInput,
  by: StaffActor
): Promise<{ blocked: number }> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const typed = phones.flatMap((phone) => readTypedPhone(phone) ?? [])
  return unitOfWork(container, async (transaction) => {
    await orders.blocks.holdAlone(transaction)
    const { email, erased_at } = await orders.customers.read(id, transaction)
    if (erased_at) {
      throw customerErased()
    }
    const orderIds = await orders.customers.listOrderIds(transaction, email)
    const cards = (await vault.listCards(orderIds)).filter((card) => card_ids.includes(card.id))
    if (cards.length < new Set(card_ids).size) {
      throw new Problem(422, "unprocessable", "One of the cards is not this customer's.", {
        fields: [{ path: "card_ids", message: "Not a card of this customer." }],
      })
    }
    const payers = await vault.ordersByFingerprint(cards.map(({ fingerprint }) => fingerprint))
    const marks: Omit<NewBlock, "reason" | "by">[] = [
      ...(byEmail ? [{ kind: "email" as const, value: email, shown: email }] : []),
      ...typed.map((value) => ({ kind: "phone" as const, value, shown: value })),
      ...cards.map(({ fingerprint, brand, last4 }) => ({
        ...{ kind: "card" as const, value: fingerprint, shown: cardName(brand, last4) },
        order_ids: payers.get(fingerprint) ?? [],
      })),
    ]
    if (marks.length === 0) {
      throw nothingChosen()
    }
    const blocks = marks.map((mark) => ({ ...mark, reason, by: by.user_id }))
    return { blocked: await orders.blocks.add(transaction, id, blocks) }
  })
}

/**
 * Lifts what a customer is blocked by, all of it or the named entries. Nothing is charged by that:
 * the entries on his orders offer it.
 *
 * @throws Problem 404
 */
export const unblockCustomer = async (
  container: MedusaContainer,
  id: string,
  { block_ids, reason }: { block_ids: readonly string[] | null; reason: string },
  by: StaffActor
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  await unitOfWork(container, async (transaction) => {
    await orders.blocks.holdAlone(transaction)
    await orders.customers.read(id, transaction)
    await orders.blocks.remove(transaction, id, {
      ...{ ids: block_ids, by: by.user_id, because: reason },
    })
  })
}
