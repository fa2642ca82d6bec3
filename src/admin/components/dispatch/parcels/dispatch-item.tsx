import { ArrowUpRightMini } from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useParcelAction } from "../../../hooks/api/dispatch"
import { withDispatchDialog } from "../../../hooks/use-dispatch-dialog"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats } from "../../../hooks/use-formats"
import { webLink } from "../../../lib/safe-link"
import type { DispatchParcel, DispatchRow, DispatchTab } from "../../../types/dispatch"
import { OrderStatusBadge } from "../../orders/common/status-badges"
import { RelativeTime } from "../../orders/common/time"
import { cardPath } from "../../orders/list/order-cells"
import { ParcelKindBadges, ShipmentStateBadge, TrackingTagBadge } from "../common/badges"
import { supplierPath } from "../common/dispatch-path"
import { Dots } from "../../common/dots"
import { SmallLink } from "../common/small-link"
import { partOfOrder } from "../../../lib/parcel-number"

/** The one thing that is most wanted of a row on this tab; the rest is on the order's card. */
const RowAction = ({ row, tab }: { row: DispatchRow; tab: DispatchTab }) => {
  const { t } = useTranslation("dispatch")
  const errorText = useErrorText()
  const { mutate, isPending } = useParcelAction()
  const card = cardPath(row.order.id)
  const id = row.shipment?.id ?? null
  if (tab === "silent" && id) {
    return (
      <Button
        size="small"
        variant="secondary"
        isLoading={isPending}
        onClick={() =>
          mutate(
            { orderId: row.order.id, shipmentId: id, action: "ask" },
            {
              onSuccess: ({ outcome, words }) =>
                toast.info(t("parcelAction.answered", { supplier: row.shipment?.supplier.name }), {
                  description: words ?? t(`answer.${outcome ?? "unknown"}`),
                }),
              onError: (error) => toast.error(errorText(error)),
            }
          )
        }
      >
        {t("parcelAction.ask")}
      </Button>
    )
  }
  const dialogs = {
    to_send: "send_to_shipper",
    rejected: "send_to_shipper",
    waiting: "add_tracking",
    travelling: null,
    silent: null,
    lost: "reship",
  } as const
  const dialog = dialogs[tab]
  return dialog ? (
    <Button size="small" variant="secondary" asChild>
      <Link to={withDispatchDialog(card, dialog, dialog === "send_to_shipper" ? null : id)}>
        {t(`action.${dialog}`)}
      </Link>
    </Button>
  ) : null
}

/** Since when a row is on its tab. */
const sinceOf = ({ order, shipment }: DispatchRow, tab: DispatchTab): string => {
  switch (tab) {
    case "rejected":
    case "lost":
      return shipment?.answered_at ?? shipment?.created_at ?? order.created_at
    case "travelling":
      return shipment?.last_news_at ?? shipment?.shipped_at ?? order.created_at
    default:
      return shipment?.handed_over_at ?? shipment?.created_at ?? order.created_at
  }
}

const Numbers = ({ tracking }: Pick<DispatchParcel, "tracking">) => (
  <ul className="flex flex-col gap-y-1">
    {tracking.map(({ id, number, carrier_name, url, state }) => {
      const link = webLink(url)
      return (
        <li key={id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {link ? (
            <a
              href={link}
              target="_blank"
              rel="noreferrer"
              className="txt-compact-small text-ui-tag-blue-text focus-visible:shadow-borders-focus inline-flex items-center gap-x-0.5 break-all rounded font-mono outline-none hover:underline"
            >
              {number}
              <ArrowUpRightMini aria-hidden="true" />
            </a>
          ) : (
            <code className="txt-compact-small break-all font-mono">{number}</code>
          )}
          {carrier_name && (
            <span className="txt-compact-xsmall text-ui-fg-subtle">{carrier_name}</span>
          )}
          {state && <TrackingTagBadge tag={state} />}
        </li>
      )
    })}
  </ul>
)

type DispatchItemProps = { row: DispatchRow; tab: DispatchTab; shop: string | null }

/** An order to send, or a parcel on its way. */
export const DispatchItem = ({ row, tab, shop }: DispatchItemProps) => {
  const { t } = useTranslation("dispatch")
  const { country } = useFormats()
  const { order, shipment } = row
  const notYet = tab === "waiting" && shipment?.handed_over_at === null
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-6">
      <div className="flex min-w-0 flex-1 basis-72 flex-col gap-y-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            to={cardPath(order.id)}
            className="txt-compact-small-plus text-ui-fg-base focus-visible:shadow-borders-focus hover:text-ui-tag-blue-text rounded tabular-nums outline-none"
          >
            #{order.display_id}
            {shipment && (
              <span className="text-ui-fg-subtle font-normal"> {partOfOrder(shipment.number)}</span>
            )}
          </Link>
          {order.customer_name && (
            <span className="txt-compact-small text-ui-fg-subtle break-words">
              {order.customer_name}
            </span>
          )}
          {shipment ? (
            <>
              <ShipmentStateBadge state={shipment.state} />
              <ParcelKindBadges
                kind={shipment.kind}
                reason={shipment.reship_reason}
                insured={shipment.insured}
              />
            </>
          ) : (
            <OrderStatusBadge status={order.status} />
          )}
        </div>
        {shipment?.message && (
          <p className="txt-compact-small text-ui-fg-base break-words">
            <q>{shipment.message}</q>
          </p>
        )}
        {shipment && shipment.tracking.length > 0 && <Numbers tracking={shipment.tracking} />}
        <Dots>
          {shipment && (
            <SmallLink to={supplierPath(shipment.supplier.id)}>{shipment.supplier.name}</SmallLink>
          )}
          {shop}
          {order.country && country(order.country)}
          <span>
            {t(`parcels.since.${notYet ? "planned" : tab}`)} <RelativeTime at={sinceOf(row, tab)} />
          </span>
        </Dots>
      </div>
      <RowAction row={row} tab={tab} />
    </li>
  )
}
