import { EllipsisHorizontal } from "@medusajs/icons"
import { DropdownMenu, IconButton } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useNavigate } from "react-router-dom"

import { useMe } from "../../../hooks/api/me"
import type { ListedCustomer } from "../../../types/customers"
import type { CustomerDialog } from "../common/customer-path"
import { customerPath } from "../common/customer-path"
import { useCustomerName } from "../common/use-customer-name"

/** What can be done with a customer now, in the order in which it stands in menus. */
export const useCustomerActions = () => {
  const { permissions } = useMe()
  return ({ status }: Pick<ListedCustomer, "status">): CustomerDialog[] =>
    status === "erased"
      ? []
      : [
          "edit",
          "block",
          ...(status === "blocked" ? (["unblock"] as const) : []),
          ...(permissions.erase_customers ? (["erase"] as const) : []),
        ]
}

export const CustomerMenu = ({ customer }: { customer: ListedCustomer }) => {
  const { t } = useTranslation("customers")
  const navigate = useNavigate()
  const actionsOf = useCustomerActions()
  const nameOf = useCustomerName()
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger asChild>
        <IconButton
          size="small"
          variant="transparent"
          aria-label={t("list.menu", { name: nameOf(customer) })}
        >
          <EllipsisHorizontal />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content align="end">
        <DropdownMenu.Item onSelect={() => navigate(customerPath(customer.id))}>
          {t("list.open")}
        </DropdownMenu.Item>
        {actionsOf(customer).map((dialog) => (
          <DropdownMenu.Item
            key={dialog}
            onSelect={() => navigate(customerPath(customer.id, dialog))}
          >
            {t(`action.${dialog}`)}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
