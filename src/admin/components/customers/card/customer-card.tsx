import { ExclamationCircleSolid } from "@medusajs/icons"
import { Button, Container, Heading, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useSearchParams } from "react-router-dom"

import { useCustomer } from "../../../hooks/api/customers"
import { useLastError } from "../../../hooks/use-last-error"
import type { Customer } from "../../../types/customers"
import { CardFailure } from "../../common/card-failure"
import { CardSkeleton } from "../../orders/card/card-skeleton"
import type { CustomerDialog } from "../common/customer-path"
import { CUSTOMER_DIALOGS, DIALOG } from "../common/customer-path"
import { CustomerStatusBadge } from "../common/customer-status-badge"
import { useCustomerName } from "../common/use-customer-name"
import { useCustomerActions } from "../list/customer-menu"
import { BlockPrompt } from "./block-prompt"
import { BlocksPanel, FactsPanel, MessagesPanel, NotesPanel, OrdersPanel } from "./customer-panels"
import { EditCustomer } from "./edit-customer"
import { ErasePrompt } from "./erase-prompt"
import { UnblockPrompt } from "./unblock-prompt"

const DIALOG_OF = {
  edit: EditCustomer,
  block: BlockPrompt,
  unblock: UnblockPrompt,
  erase: ErasePrompt,
} as const

type HeadProps = { customer: Customer; onAct: (dialog: CustomerDialog) => void }

const CardHead = ({ customer, onAct }: HeadProps) => {
  const { t } = useTranslation("customers")
  const nameOf = useCustomerName()
  const actionsOf = useCustomerActions()
  return (
    <Container className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-4 md:px-6">
      <div className="flex min-w-0 flex-1 basis-60 flex-wrap items-center gap-x-3 gap-y-1">
        <Heading level="h1" className="break-words">
          {nameOf(customer)}
        </Heading>
        <CustomerStatusBadge status={customer.status} />
      </div>
      <div className="flex flex-wrap gap-2">
        {actionsOf(customer).map((dialog) => (
          <Button
            key={dialog}
            size="small"
            variant={dialog === "erase" ? "danger" : "secondary"}
            onClick={() => onAct(dialog)}
          >
            {t(`action.${dialog}`)}
          </Button>
        ))}
      </div>
    </Container>
  )
}

const BlockedBanner = () => {
  const { t } = useTranslation("customers")
  return (
    <div className="bg-ui-tag-red-bg border-ui-tag-red-border txt-compact-small text-ui-fg-base flex items-center gap-x-3 rounded-lg border px-4 py-3 md:px-6">
      <ExclamationCircleSolid className="text-ui-tag-red-icon shrink-0" aria-hidden="true" />
      <span>{t("card.blockedBanner")}</span>
    </div>
  )
}

const Loaded = ({ customer }: { customer: Customer }) => {
  const { t } = useTranslation("customers")
  const [search, setSearch] = useSearchParams()
  const actionsOf = useCustomerActions()
  const open = CUSTOMER_DIALOGS.find((one) => one === search.get(DIALOG))
  const Dialog = open && actionsOf(customer).includes(open) ? DIALOG_OF[open] : null
  const show = (dialog: CustomerDialog | null) =>
    setSearch(dialog ? { [DIALOG]: dialog } : {}, { replace: true })
  return (
    <div className="flex flex-col gap-y-3">
      <CardHead customer={customer} onAct={show} />
      {customer.status === "blocked" && <BlockedBanner />}
      {customer.status === "erased" && (
        <Container className="px-4 py-3 md:px-6">
          <Text size="small" className="text-ui-fg-subtle">
            {t("erased.text")}
          </Text>
        </Container>
      )}
      <div className="grid grid-cols-1 gap-3 xl:grid-cols-[minmax(0,1fr)_400px]">
        <div className="flex min-w-0 flex-col gap-y-3">
          <OrdersPanel customer={customer} />
          <MessagesPanel customer={customer} />
        </div>
        <div className="flex min-w-0 flex-col gap-y-3 max-xl:order-first">
          <FactsPanel customer={customer} />
          <BlocksPanel customer={customer} />
          <NotesPanel customer={customer} />
        </div>
      </div>
      {Dialog && <Dialog customer={customer} onClose={() => show(null)} />}
    </div>
  )
}

/** Everything about one customer: who, what he ordered, what he was told, what staff know of him. */
export const CustomerCard = ({ id }: { id: string }) => {
  const { t } = useTranslation("customers")
  const { data: customer, error: current, refetch } = useCustomer(id)
  const error = useLastError(current, customer)
  if (customer) {
    return <Loaded customer={customer} />
  }
  if (!error) {
    return <CardSkeleton />
  }
  return (
    <CardFailure
      error={error}
      title={t("card.failure")}
      notFound={{
        title: t("card.notFound"),
        text: t("card.notFoundText"),
        list: "/customers",
        back: t("card.back"),
      }}
      onRetry={() => void refetch()}
    />
  )
}
