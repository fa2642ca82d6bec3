import { useTranslation } from "react-i18next"

import type { ListedCustomer } from "../../../types/customers"

/** How a customer is called; who has been erased has no name any more. */
export const useCustomerName = () => {
  const { t } = useTranslation("customers")
  return ({ name, email, status }: Pick<ListedCustomer, "name" | "email" | "status">): string =>
    status === "erased" ? t("erased.name") : name || email
}
