import type { MedusaContainer } from "@medusajs/framework/types"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"

/** Names of processor accounts by id; staff read names, the records keep ids. */
export const accountNames = async (container: MedusaContainer): Promise<Map<string, string>> => {
  const payments: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  return new Map((await payments.accounts.list()).map(({ id, name }) => [id, name]))
}
