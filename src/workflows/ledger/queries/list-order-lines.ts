import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { LEDGER_MODULE } from "../../../modules/ledger"
import { exactUsd, formatBookAmount, shownUsd } from "../../../modules/ledger/amounts"
import type LedgerModuleService from "../../../modules/ledger/service"
import { accountNames } from "./account-names"

/**
 * The books of one order, line by line: debits positive, credits negative, zero in all. The balance
 * is what the processors owe us for it.
 *
 * @throws Problem 404
 */
export const listOrderLines = async (container: MedusaContainer, orderId: string) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const ledger: LedgerModuleService = container.resolve(LEDGER_MODULE)
  await orders.readState(orderId, "all")
  const [lines, names] = await Promise.all([ledger.linesOf(orderId), accountNames(container)])
  const balance = lines
    .filter(({ account }) => account === "receivable")
    .reduce((sum, line) => sum + exactUsd(line.amount_usd), 0n)
  return {
    lines: lines.map((line) => ({
      at: line.at,
      cause: { type: line.cause_type, id: line.cause_id, kind: line.fact_kind },
      account: line.account,
      processor_account: { id: line.account_id, name: names.get(line.account_id) ?? null },
      amount: formatBookAmount(line.amount, line.currency),
      currency: line.currency,
      amount_usd: shownUsd(exactUsd(line.amount_usd)),
    })),
    balance_usd: shownUsd(balance),
  }
}
