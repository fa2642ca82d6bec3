import type { MedusaContainer } from "@medusajs/framework/types"
import { CSV_START, csvLine } from "../../../lib/csv"
import { LEDGER_MODULE } from "../../../modules/ledger"
import { formatBookAmount } from "../../../modules/ledger/amounts"
import type LedgerModuleService from "../../../modules/ledger/service"
import { shopNames } from "../../order/queries/names"
import { accountNames } from "./account-names"
import type { BalanceQuery } from "./read-balance"

const COLUMNS = [
  "at",
  "order",
  "shop",
  "processor_account",
  "cause",
  "cause_id",
  "account",
  "amount",
  "currency",
  "usd_per_unit",
  "amount_usd",
]

/**
 * Every line of the books in a range as CSV, in the order of time: debits positive, credits negative,
 * US dollars exact. In pieces, so that a million orders need no more memory than one page.
 */
export async function* balanceCsv(
  container: MedusaContainer,
  { from, to = new Date(), ...filter }: BalanceQuery
): AsyncGenerator<string> {
  const ledger: LedgerModuleService = container.resolve(LEDGER_MODULE)
  const [accounts, shops] = await Promise.all([accountNames(container), shopNames(container)])
  yield CSV_START + csvLine(COLUMNS)
  for await (const lines of ledger.eachLine({ from: from ?? null, to, ...filter })) {
    yield lines
      .map((line) =>
        csvLine([
          line.at.toISOString(),
          line.crm_order_id,
          shops.get(line.shop_id) ?? line.shop_id,
          accounts.get(line.account_id) ?? line.account_id,
          line.fact_kind,
          line.cause_id,
          line.account,
          formatBookAmount(line.amount, line.currency),
          line.currency,
          line.usd_per_unit,
          line.amount_usd,
        ])
      )
      .join("")
  }
}
