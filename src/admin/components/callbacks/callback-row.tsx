import { Button } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import type { CallbackState } from "../../types/payments"
import { Dots } from "../common/dots"
import { FullTime } from "../orders/common/time"
import { cardPath } from "../orders/list/order-cells"
import { CallbackStateBadge } from "../payments/common/badges"
import { ReplayButton, type Replay } from "./replay-button"

type CallbackRowProps = {
  callback: {
    id: string
    state: CallbackState
    reason: string | null
    deliveries: number
    tries: number
    received_at: string
  }
  title: string
  sender: string
  /** The order it is about, where that is not the page's own. */
  orderId?: string | null
  /** Where one that nobody has signed came from. */
  address?: string | null
  /** What nobody has signed is never applied. */
  replay: Replay | null
  onRead: () => void
  /** The drawer with what it said. */
  children: ReactNode
}

/** Something that somebody has reported by himself, and what became of it. */
export const CallbackRow = (props: CallbackRowProps) => {
  const { callback, title, sender, orderId, address, replay, onRead, children } = props
  const { t } = useTranslation("payments")
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-6">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-y-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <code className="txt-compact-small text-ui-fg-base break-all font-mono">{title}</code>
          <CallbackStateBadge state={callback.state} />
        </div>
        {callback.reason && (
          <p className="txt-compact-small text-ui-fg-base break-words">{callback.reason}</p>
        )}
        <Dots>
          {sender}
          {callback.deliveries > 1 && t("callbacks.deliveries", { count: callback.deliveries })}
          {callback.tries > 1 && t("callbacks.tries", { count: callback.tries })}
          {address && t("callbacks.from", { address })}
          <FullTime at={callback.received_at} />
        </Dots>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {orderId && (
          <Button size="small" variant="transparent" asChild>
            <Link to={cardPath(orderId)}>{t("callbacks.order")}</Link>
          </Button>
        )}
        <Button size="small" variant="transparent" onClick={onRead}>
          {t("callbacks.open")}
        </Button>
        {replay && <ReplayButton id={callback.id} replay={replay} />}
      </div>
      {children}
    </li>
  )
}
