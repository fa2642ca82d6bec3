import { TruckFast } from "@medusajs/icons"
import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { partOfOrder } from "../../../lib/parcel-number"
import type { Shipment } from "../../../types/dispatch"
import { RelativeTime } from "../../orders/common/time"
import { Unfold } from "../../payments/common/unfold"
import { ParcelKindBadges, ShipmentStateBadge } from "../common/badges"
import { supplierPath } from "../common/dispatch-path"
import { Dots } from "../../common/dots"
import { SmallLink } from "../common/small-link"
import { ParcelMenu } from "./parcel-menu"
import { ParcelRoad } from "./parcel-road"
import { TrackingItem } from "./tracking-item"

const Lines = ({ shipment }: { shipment: Shipment }) => (
  <ul className="flex flex-col gap-y-1">
    {shipment.lines.map((line) => (
      <li key={line.order_line_id} className="txt-compact-small flex gap-x-2">
        <span className="text-ui-fg-subtle w-8 shrink-0 text-end tabular-nums">
          {line.quantity} ×
        </span>
        <span className="text-ui-fg-base min-w-0 break-words">
          {line.name}
          {line.option && <span className="text-ui-fg-subtle">, {line.option}</span>}{" "}
          <code className="text-ui-fg-subtle txt-compact-xsmall break-all font-mono">
            {line.supplier_sku}
          </code>
        </span>
      </li>
    ))}
  </ul>
)

type ParcelItemProps = { orderId: string; shipment: Shipment; canReship: boolean }

/** One parcel: who sends it, how far it is, what is in it, where it can be followed. */
export const ParcelItem = ({ orderId, shipment, canReship }: ParcelItemProps) => {
  const { t } = useTranslation("dispatch")
  const { state, supplier, tracking } = shipment
  const live = tracking.filter(({ removed_at }) => !removed_at)
  const removed = tracking.filter(({ removed_at }) => removed_at)
  const hasMessage = shipment.message && state !== "delivered"

  return (
    <li className="flex flex-col gap-y-3.5 px-4 py-4 md:px-6">
      <div className="flex items-start gap-x-3">
        <TruckFast className="text-ui-fg-subtle mt-0.5 shrink-0" aria-hidden="true" />
        <div className="flex min-w-0 flex-1 flex-col gap-y-1">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Text size="small" weight="plus" leading="compact" title={shipment.number}>
              {t("parcel.title", { number: partOfOrder(shipment.number) })}
            </Text>
            <ShipmentStateBadge state={state} />
            <ParcelKindBadges
              kind={shipment.kind}
              reason={shipment.reship_reason}
              insured={shipment.insured}
            />
          </div>
          <Dots>
            <SmallLink to={supplierPath(supplier.id)}>{supplier.name}</SmallLink>
            {shipment.reships &&
              t("parcel.replaces", { number: partOfOrder(shipment.reships.number) })}
            {shipment.supplier_reference && (
              <span>
                {t("parcel.reference")}{" "}
                <code className="break-all font-mono">{shipment.supplier_reference}</code>
              </span>
            )}
            {(state === "taken" || state === "handing_over") && shipment.handed_over_at && (
              <span>
                {t("parcel.since")} <RelativeTime at={shipment.handed_over_at} />
              </span>
            )}
          </Dots>
        </div>
        <ParcelMenu orderId={orderId} shipment={shipment} canReship={canReship} />
      </div>
      <ParcelRoad shipment={shipment} />
      {hasMessage && (
        <p className="txt-compact-small text-ui-fg-base break-words">
          <span className="text-ui-fg-subtle">{t("parcel.says", { supplier: supplier.name })}</span>{" "}
          <q>{shipment.message}</q>
        </p>
      )}
      {shipment.claim && (
        <p className="txt-compact-small text-ui-tag-blue-text bg-ui-tag-blue-bg border-ui-tag-blue-border rounded-md border px-3 py-2">
          {t("parcel.claim")}
        </p>
      )}
      <Lines shipment={shipment} />
      {live.length > 0 && (
        <ul className="flex flex-col gap-y-2">
          {live.map((one) => (
            <TrackingItem key={one.id} orderId={orderId} tracking={one} canChange />
          ))}
        </ul>
      )}
      {removed.length > 0 && (
        <Unfold label={t("number.former", { count: removed.length })}>
          <ul className="flex flex-col gap-y-2">
            {removed.map((one) => (
              <TrackingItem key={one.id} orderId={orderId} tracking={one} canChange={false} />
            ))}
          </ul>
        </Unfold>
      )}
    </li>
  )
}
