import { Tabs } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import { isZero } from "../../../lib/amounts"
import type { ManagedPayment, OrderCard } from "../../../types/orders"
import { Panel, PanelPart } from "../../orders/card/panel"
import { PaymentStateBadge } from "../common/badges"
import { PaymentDialogs } from "../dialogs/payment-dialogs"
import { AttemptList } from "./attempt-list"
import { OrderCallbacks } from "./order-callbacks"
import { OrderLedger } from "./order-ledger"
import { PaymentButtons } from "./payment-buttons"

const Figures = ({ order, payment }: PaymentOverviewProps) => {
  const { t } = useTranslation("payments")
  const { money } = useFormats()
  const figures: [label: string, amount: string, always: boolean][] = [
    ["total", order.total, true],
    ["captured", payment.captured, true],
    ["refunded", payment.refunded, false],
    ["chargedBack", payment.charged_back, false],
  ]
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3">
      {figures
        .filter(([, amount, always]) => always || !isZero(amount))
        .map(([label, amount]) => (
          <div key={label} className="flex flex-col">
            <dt className="txt-compact-xsmall text-ui-fg-subtle">{t(`figure.${label}`)}</dt>
            <dd className="txt-compact-medium-plus text-ui-fg-base tabular-nums">
              {money(amount, payment.currency)}
            </dd>
          </div>
        ))}
    </dl>
  )
}

type PaymentOverviewProps = { order: OrderCard; payment: ManagedPayment }

const TABS = ["attempts", "callbacks", "ledger"] as const
type Tab = (typeof TABS)[number]

/** Which processor took the money, why that one, what went wrong before and what can be done now. */
export const PaymentOverview = ({ order, payment }: PaymentOverviewProps) => {
  const { t } = useTranslation("payments")
  const [tab, setTab] = useState<Tab>("attempts")
  return (
    <Panel title={t("title")} aside={<PaymentStateBadge state={order.payment.state} />}>
      <PanelPart>
        <div className="flex flex-col gap-y-4">
          <Figures order={order} payment={payment} />
          <PaymentButtons orderId={order.id} payment={payment} />
        </div>
      </PanelPart>
      <Tabs
        value={tab}
        activationMode="manual"
        onValueChange={(value) => setTab(TABS.find((name) => name === value) ?? "attempts")}
      >
        <Tabs.List className="overflow-x-auto px-4 py-3 md:px-6">
          {TABS.map((name) => (
            <Tabs.Trigger key={name} value={name}>
              {t(`tab.${name}`)}
              {name === "attempts" && payment.attempts.length > 0 && (
                <span className="text-ui-fg-subtle ms-1.5 tabular-nums">
                  {payment.attempts.length}
                </span>
              )}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="attempts" className="border-ui-border-base border-t">
          <AttemptList order={order} attempts={payment.attempts} />
        </Tabs.Content>
        <Tabs.Content value="callbacks" className="border-ui-border-base border-t">
          <OrderCallbacks orderId={order.id} />
        </Tabs.Content>
        <Tabs.Content value="ledger" className="border-ui-border-base border-t">
          <OrderLedger orderId={order.id} />
        </Tabs.Content>
      </Tabs>
      <PaymentDialogs order={order} payment={payment} />
    </Panel>
  )
}
