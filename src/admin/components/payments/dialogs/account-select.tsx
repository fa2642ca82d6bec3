import { Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useProcessors } from "../../../hooks/api/processors"
import type { PaymentMethod } from "../../../types/orders"
import { Field } from "../../common/field"

/** A select has no empty value: this one stands for "as the routing decides". */
const BY_ROUTING = "routing"

type AccountSelectProps = {
  method: PaymentMethod
  /** Only accounts whose processor has a page where customers pay. */
  forLink?: boolean
  value: string | undefined
  onChange: (accountId: string | undefined) => void
}

export const AccountSelect = ({ method, forLink, value, onChange }: AccountSelectProps) => {
  const { t } = useTranslation("payments")
  const { data } = useProcessors()
  const hasLink = (name: string) =>
    data?.processors.some((one) => one.name === name && one.capabilities.payment_link)
  const accounts = (data?.accounts ?? []).filter(
    ({ active, methods, processor }) =>
      active && (forLink ? hasLink(processor) : methods.includes(method))
  )
  return (
    <Field label={t("dialog.account")}>
      {({ id, "aria-describedby": describedBy }) => (
        <Select
          size="small"
          value={value ?? BY_ROUTING}
          onValueChange={(chosen) => onChange(chosen === BY_ROUTING ? undefined : chosen)}
        >
          <Select.Trigger id={id} aria-describedby={describedBy}>
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            <Select.Item value={BY_ROUTING}>{t("dialog.byRouting")}</Select.Item>
            {accounts.map((account) => (
              <Select.Item key={account.id} value={account.id}>
                {account.name}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      )}
    </Field>
  )
}
