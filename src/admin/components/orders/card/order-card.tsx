import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useMe } from "../../../hooks/api/me"
import { useOrder } from "../../../hooks/api/orders"
import { useLastError } from "../../../hooks/use-last-error"
import { managedPaymentOf } from "../../../lib/managed-payment"
import type { OrderCard as Order } from "../../../types/orders"
import { CallBar } from "../../calls/call-bar"
import { CardFailure } from "../../common/card-failure"
import { LogisticsPanel } from "../../dispatch/order/logistics-panel"
import { OrderMessages } from "../../mail/order/order-messages"
import { PaymentOverview } from "../../payments/order/payment-overview"
import { AddressPanel } from "./address-panel"
import { ArchivePrompt } from "./archive-prompt"
import { ArchivedBanner, AttentionBanner, BlockedBanner } from "./banners"
import { CallCenterPanel } from "./call-center-panel"
import { CardHeader } from "./card-header"
import { CardSkeleton } from "./card-skeleton"
import { CustomerPanel } from "./customer-panel"
import { DevicePanel } from "./device-panel"
import { HistoryPanel } from "./history-panel"
import { PaymentPanel } from "./payment-panel"
import { ProductsPanel } from "./products-panel"
import { StatusPanel } from "./status-panel"
import { TeamPanel } from "./team-panel"
import { CALL_CENTER_PANEL, STATUS_PANEL } from "./why-action"
import { WhyPanel } from "./why-panel"

const Loaded = ({ order }: { order: Order }) => {
  const { permissions } = useMe()
  const [archiving, setArchiving] = useState(false)
  const payment = managedPaymentOf(order)
  return (
    <div className="flex flex-col gap-y-3">
      <CallBar />
      <CardHeader order={order} onArchive={() => setArchiving(true)} />
      <ArchivedBanner archived={order.archived} />
      {order.is_customer_blocked && <BlockedBanner order={order} />}
      <WhyPanel order={order} why={order.why} />
      <AttentionBanner order={order} />
      {/* Read one after another on a narrow screen: what to do, what was bought, who, the story. */}
      <div className="grid grid-cols-1 gap-3 xl:grid-cols-[minmax(0,1fr)_400px] xl:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-y-3">
          {permissions.change_status && (
            <div id={STATUS_PANEL}>
              <StatusPanel order={order} />
            </div>
          )}
          <div id={CALL_CENTER_PANEL} className="empty:hidden">
            <CallCenterPanel order={order} />
          </div>
          {payment && <PaymentOverview order={order} payment={payment} />}
          {order.logistics && <LogisticsPanel order={order} logistics={order.logistics} />}
          <ProductsPanel order={order} />
          {permissions.mail && <OrderMessages order={order} />}
        </div>
        <div className="flex min-w-0 flex-col gap-y-3 xl:row-span-2">
          <CustomerPanel order={order} />
          <TeamPanel order={order} />
          <AddressPanel order={order} canChange={permissions.change_status} />
          <PaymentPanel order={order} />
          <DevicePanel order={order} />
        </div>
        <div className="min-w-0">
          <HistoryPanel order={order} />
        </div>
      </div>
      {archiving && <ArchivePrompt order={order} onClose={() => setArchiving(false)} />}
    </div>
  )
}

export const OrderCard = ({ id }: { id: string }) => {
  const { t } = useTranslation("orders")
  const { data: order, error: current, refetch } = useOrder(id)
  const error = useLastError(current, order)
  if (order) {
    return <Loaded order={order} />
  }
  if (!error) {
    return <CardSkeleton />
  }
  return (
    <CardFailure
      error={error}
      title={t("error.cardTitle")}
      notFound={{
        title: t("error.notFoundTitle"),
        text: t("error.notFoundText"),
        list: "/orders",
        back: t("error.back"),
      }}
      onRetry={() => void refetch()}
    />
  )
}
