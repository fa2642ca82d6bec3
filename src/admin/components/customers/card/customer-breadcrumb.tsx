import { TriangleRightMini } from "@medusajs/icons"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useCustomer } from "../../../hooks/api/customers"
import { useCustomerName } from "../common/use-customer-name"

/** "Customers ▸ Anna Vogt": the page's route is not inside Medusa's own `/customers`. */
export const CustomerBreadcrumb = ({ id }: { id: string }) => {
  const { t } = useTranslation("customers")
  const { data: customer } = useCustomer(id)
  const nameOf = useCustomerName()
  return (
    <span className="flex items-center">
      <Link to="/customers" className="transition-fg hover:text-ui-fg-subtle">
        {t("list.title")}
      </Link>
      <TriangleRightMini aria-hidden="true" className="mx-2 rtl:rotate-180" />
      <span>{customer ? nameOf(customer) : id}</span>
    </span>
  )
}
