import { Button } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { cardPath } from "../../orders/list/order-cells"
import { FullTime } from "../../orders/common/time"
import type { Callback } from "../../../types/payments"
import { CallbackStateBadge } from "../common/badges"
import { CallbackDrawer } from "./callback-drawer"
import { ReplayButton } from "./replay-button"

type CallbackItemProps = {
  callback: Callback
  /** Not on the order's own card. */
  withOrder?: boolean
}

export const CallbackItem = ({ callback, withOrder }: CallbackItemProps) => {
  const { t } = useTranslation("payments")
  const [reading, setReading] = useState(false)
  const orderId = callback.crm_order_id
  const details = [
    callback.account?.name ?? callback.processor,
    callback.deliveries > 1 ? t("callbacks.deliveries", { count: callback.deliveries }) : null,
    callback.tries > 1 ? t("callbacks.tries", { count: callback.tries }) : null,
  ].filter((detail): detail is string => detail !== null)

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-6">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-y-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <code className="txt-compact-small text-ui-fg-base break-all font-mono">
            {callback.event_type}
          </code>
          <CallbackStateBadge state={callback.state} />
        </div>
        {callback.reason && (
          <p className="txt-compact-small text-ui-fg-base break-words">{callback.reason}</p>
        )}
        <p className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap gap-x-1.5 gap-y-1">
          {details.map((detail) => (
            <span key={detail} className="after:ms-1.5 after:content-['·']">
              {detail}
            </span>
          ))}
          <FullTime at={callback.received_at} />
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {withOrder && orderId && (
          <Button size="small" variant="transparent" asChild>
            <Link to={cardPath(orderId)}>{t("callbacks.order")}</Link>
          </Button>
        )}
        <Button size="small" variant="transparent" onClick={() => setReading(true)}>
          {t("callbacks.open")}
        </Button>
        <ReplayButton id={callback.id} />
      </div>
      {reading && <CallbackDrawer callback={callback} onClose={() => setReading(false)} />}
    </li>
  )
}
