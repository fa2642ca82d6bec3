import { ArrowUpRightMini } from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useParcelAction } from "../../../hooks/api/dispatch"
import { withDispatchDialog } from "../../../hooks/use-dispatch-dialog"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats } from "../../../hooks/use-formats"
import { webLink } from "../../../lib/safe-link"
import type { DispatchRow, DispatchTab } from "../../../types/dispatch"
import { OrderStatusBadge } from "../../orders/common/status-badges"
import { RelativeTime } from "../../orders/common/time"
import { cardPath } from "../../orders/list/order-cells"
import { ParcelKindBadges, ShipmentStateBadge, TrackingTagBadge } from "../common/badges"
import { supplierPath } from "../common/dispatch-path"
import { Dots } from "../common/dots"
import { SmallLink } from "../common/small-link"
import { shortNumber } from "../order/parcel-item"

/** The one thing that is most wanted of a row on this tab; the rest is on the order's card. */
const RowAction = ({ row, tab }: { row: DispatchRow; tab: DispatchTab }) => {
  const { t } = useTranslation("dispatch")
  const errorText = useErrorText()
  const { mutate, isPending } = useParcelAction()
  const card = cardPath(row.order.id)
  const { id } = row
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
              onSuccess: () => toast.success(t("parcelAction.done.ask")),
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

type DispatchItemProps = { row: DispatchRow; tab: DispatchTab }

/** An order to send, or a parcel on its way. */
export const DispatchItem = ({ row, tab }: DispatchItemProps) => {
  const { t } = useTranslation("dispatch")
  const { country } = useFormats()
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-6">
      <div className="flex min-w-0 flex-1 basis-72 flex-col gap-y-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            to={cardPath(row.order.id)}
            className="txt-compact-small-plus text-ui-fg-base focus-visible:shadow-borders-focus hover:text-ui-tag-blue-text rounded tabular-nums outline-none"
          >
            #{row.order.display_id}
            {row.number && (
              <span className="text-ui-fg-subtle font-normal"> {shortNumber(row.number)}</span>
            )}
          </Link>
          {row.state ? (
            <ShipmentStateBadge state={row.state} />
          ) : (
            <OrderStatusBadge status={row.order.status} />
          )}
          <ParcelKindBadges kind={row.kind} insured={row.insured} />
        </div>
        {row.message && (
          <p className="txt-compact-small text-ui-fg-base break-words">
            <q>{row.message}</q>
          </p>
        )}
        {row.tracking.length > 0 && (
          <ul className="flex flex-col gap-y-1">
            {row.tracking.map(({ number, carrier_name, url, state }) => {
              const link = webLink(url)
              return (
                <li key={number} className="flex flex-wrap items-center gap-x-2 gap-y-1">
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
        )}
        <Dots>
          {row.supplier && (
            <SmallLink to={supplierPath(row.supplier.id)}>{row.supplier.name}</SmallLink>
          )}
          {row.shop.name}
          {row.country && country(row.country)}
          <span>
            {t(`parcels.since.${tab}`)} <RelativeTime at={row.since} />
          </span>
        </Dots>
      </div>
      <RowAction row={row} tab={tab} />
    </li>
  )
}
