import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { SHOP_MODULE } from "../../modules/shop"
import type ShopModuleService from "../../modules/shop/service"
import { isHealed, mergeRefusals, refusalOfEntry, type Refusal } from "./refusals"

const KIND = "intake_refused"

/** More shops with more reasons than this are looked after in turns. */
const ENTRIES_AT_ONCE = 1_000

const SEPARATOR = ":"

/** Puts new refusals into the entry of their shop and code: one entry, however many requests. */
const noteRefusals = async (
  container: MedusaContainer,
  transaction: Transaction
): Promise<number> => {
  const shops: ShopModuleService = container.resolve(SHOP_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const groups = await shops.refused.take(transaction)
  if (groups.length === 0) {
    return 0
  }
  const open = await attention.lockOpen(transaction, KIND, ENTRIES_AT_ONCE)
  const known = new Map(open.map((entry) => [entry.subject_id, entry]))
  for (const group of groups) {
    const id = `${group.shop_id}${SEPARATOR}${group.code}`
    const entry = known.get(id)
    const data = mergeRefusals(entry ? refusalOfEntry(entry.data) : null, group)
    if (entry) {
      await attention.changeData(transaction, entry.id, data)
    } else {
      await attention.raise(transaction, { kind: KIND, subject: { type: "intake", id }, data })
    }
  }
  return groups.length
}

/** What of a refusal still waits: orders that have not come in since. */
const stillWaiting = async (
  container: MedusaContainer,
  transaction: Transaction,
  shopId: string,
  refusal: Refusal
): Promise<string[]> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const wanted = refusal.orders.map((shop_order_id) => ({ shop_id: shopId, shop_order_id }))
  const arrived = new Set(
    (await orders.findByShopOrders(transaction, wanted)).map(({ shop_order_id }) => shop_order_id)
  )
  return refusal.orders.filter((order) => !arrived.has(order))
}

/** Settles what has healed: the refused orders have come in after all. */
const settleHealed = async (
  container: MedusaContainer,
  transaction: Transaction
): Promise<void> => {
  const shops: ShopModuleService = container.resolve(SHOP_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  for (const entry of await attention.lockOpen(transaction, KIND, ENTRIES_AT_ONCE)) {
    const refusal = refusalOfEntry(entry.data)
    const [shopId] = entry.subject_id.split(SEPARATOR)
    const orders = await stillWaiting(container, transaction, shopId, refusal)
    const accepted = await shops.refused.lastAccepted(transaction, shopId)
    if (isHealed({ ...refusal, orders }, accepted)) {
      const subject = { type: "intake" as const, id: entry.subject_id }
      await attention.resolveFor(transaction, subject, null, KIND)
    } else if (orders.length < refusal.orders.length) {
      await attention.changeData(transaction, entry.id, { ...refusal, orders })
    }
  }
}

/**
 * Puts the orders that shops' doors have refused before a person, by shop and code, so that one broken
 * shop is one entry; takes the entries away again when the orders have come in.
 *
 * @returns how many shops and codes had new refusals
 */
export const watchRefusals = (container: MedusaContainer): Promise<number> =>
  unitOfWork(container, async (transaction) => {
    const fresh = await noteRefusals(container, transaction)
    await settleHealed(container, transaction)
    return fresh
  })
