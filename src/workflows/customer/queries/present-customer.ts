import { storedAmount } from "../../../lib/money"
import type { CustomerRow } from "../../../modules/crm_order/customer-row"
import type { CustomerStatus } from "../../../modules/crm_order/customer-list"

/** What a customer is, as the pages and the file call it. */
export const customerStatusOf = ({
  erased_at,
  is_blocked,
}: Pick<CustomerRow, "erased_at" | "is_blocked">): CustomerStatus =>
  erased_at ? "erased" : is_blocked ? "blocked" : "active"

/** A customer as the list and the page show him. */
export const presentCustomer = ({ is_blocked, erased_at, ...row }: CustomerRow) => ({
  ...row,
  spent_usd: storedAmount(row.spent_usd, "USD"),
  status: customerStatusOf({ is_blocked, erased_at }),
  erased_at,
})
