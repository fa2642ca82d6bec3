import { Button, Heading, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import { phoneLink } from "../../../lib/formats"
import type { Address, OrderCard } from "../../../types/orders"
import { ChangeAddress } from "./change-address"
import { Panel, PanelPart } from "./panel"

const sameAddress = (one: Address, other: Address): boolean => {
  const fields = ["name", "company", "address1", "address2", "city", "state", "zip", "country"]
  return fields.every(
    (field) => (one[field as keyof Address] ?? "") === (other[field as keyof Address] ?? "")
  )
}

const AddressLines = ({ address }: { address: Address }) => {
  const { country } = useFormats()
  const town = [address.city, address.state, address.zip].filter(Boolean).join(", ")
  const lines = [
    address.name,
    address.company,
    address.address1,
    address.address2,
    town,
    address.country && country(address.country),
  ].filter(Boolean)
  return (
    <address className="txt-compact-small text-ui-fg-subtle flex flex-col gap-y-1 not-italic">
      {lines.map((line, index) => (
        <span key={index} className="break-words">
          {line}
        </span>
      ))}
      {address.phone && (
        <a
          href={phoneLink(address.phone)}
          className="text-ui-tag-blue-text focus-visible:shadow-borders-focus w-fit rounded tabular-nums outline-none"
        >
          {address.phone}
        </a>
      )}
    </address>
  )
}

type AddressPanelProps = { order: OrderCard; canChange: boolean }

export const AddressPanel = ({ order, canChange }: AddressPanelProps) => {
  const { t } = useTranslation("orders")
  const { t: card } = useTranslation("card")
  const [changing, setChanging] = useState(false)
  const { billing_address: billing, shipping_address: shipping } = order
  const same = billing && shipping && sameAddress(billing, shipping)
  const missing = (
    <Text size="small" className="text-ui-fg-subtle">
      {t("address.none")}
    </Text>
  )
  return (
    <Panel title={t("address.billing")}>
      <PanelPart>{billing ? <AddressLines address={billing} /> : missing}</PanelPart>
      <PanelPart>
        <div className="mb-2 flex items-center justify-between gap-x-3">
          <Heading level="h3">{t("address.shipping")}</Heading>
          {canChange && order.address_change.allowed && (
            <Button size="small" variant="transparent" onClick={() => setChanging(true)}>
              {t("address.change")}
            </Button>
          )}
        </div>
        {same ? (
          <Text size="small" className="text-ui-fg-subtle">
            {t("address.same")}
          </Text>
        ) : shipping ? (
          <AddressLines address={shipping} />
        ) : (
          missing
        )}
        {canChange && !order.address_change.allowed && (
          <Text size="small" className="text-ui-fg-subtle mt-2">
            {card("address.notNow", { status: t(`status.${order.status}`) })}
          </Text>
        )}
      </PanelPart>
      {changing && <ChangeAddress order={order} onClose={() => setChanging(false)} />}
    </Panel>
  )
}
