import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { Logistics } from "../../../types/dispatch"
import type { OrderCard } from "../../../types/orders"
import { Panel, PanelPart } from "../../orders/card/panel"
import { DispatchDialogs } from "../dialogs/dispatch-dialogs"
import { LogisticsButtons } from "./logistics-buttons"
import { ParcelItem } from "./parcel-item"
import { TrackingItem } from "./tracking-item"

type LogisticsPanelProps = { order: OrderCard; logistics: Logistics }

/** How the goods get to the customer: every parcel with its supplier, its numbers and its road. */
export const LogisticsPanel = ({ order, logistics }: LogisticsPanelProps) => {
  const { t } = useTranslation("dispatch")
  const { shipments, actions } = logistics
  const loose = logistics.tracking ?? []
  return (
    <Panel
      title={t("logistics.title")}
      aside={
        shipments.length > 0 && (
          <Text size="small" className="text-ui-fg-subtle whitespace-nowrap tabular-nums">
            {t("logistics.parcels", { count: shipments.length })}
          </Text>
        )
      }
    >
      <PanelPart>
        <div className="flex flex-col gap-y-4">
          {shipments.length === 0 && loose.length === 0 && (
            <Text size="small" className="text-ui-fg-subtle">
              {t("logistics.none")}
            </Text>
          )}
          <LogisticsButtons actions={actions} />
        </div>
      </PanelPart>
      {shipments.length > 0 && (
        <ul className="divide-ui-border-base divide-y">
          {shipments.map((shipment) => (
            <ParcelItem
              key={shipment.id}
              orderId={order.id}
              shipment={shipment}
              canReship={actions.reship?.allowed ?? false}
            />
          ))}
        </ul>
      )}
      {loose.length > 0 && (
        <PanelPart>
          <Text size="small" weight="plus" className="mb-2">
            {t("logistics.loose")}
          </Text>
          <ul className="flex flex-col gap-y-2">
            {loose.map((one) => (
              <TrackingItem
                key={one.id}
                orderId={order.id}
                tracking={one}
                canChange={!one.removed_at}
              />
            ))}
          </ul>
        </PanelPart>
      )}
      <DispatchDialogs order={order} logistics={logistics} />
    </Panel>
  )
}
