import {
  ArchiveBox,
  ArrowPathMini,
  ArrowUturnLeft,
  BellAlert,
  ChatBubble,
  CheckMini,
  CreditCard,
  CurrencyDollar,
  Envelope,
  ExclamationCircle,
  InboxSolid,
  InformationCircle,
  Link as LinkIcon,
  LockClosedSolid,
  MapPin,
  Phone,
  ShoppingBag,
  TruckFast,
  XMarkMini,
} from "@medusajs/icons"
import { clx } from "@medusajs/ui"
import type { ComponentType } from "react"

import { TRACKING_TAG_COLORS } from "../../../lib/dispatch-colors"
import { ATTEMPT_STATE_COLORS } from "../../../lib/payment-colors"
import { ORDER_STATUS_COLORS } from "../../../lib/status-colors"
import type { TrackingTag } from "../../../types/dispatch"
import type { OrderEvent, OrderStatus } from "../../../types/orders"
import type { AttemptState } from "../../../types/payments"

const ICONS: [prefix: string, icon: ComponentType][] = [
  ["order.received", ShoppingBag],
  ["order.note", ChatBubble],
  ["order.call_center", Phone],
  ["call.", Phone],
  ["order.archived", ArchiveBox],
  ["order.unarchived", ArchiveBox],
  ["order.personal_data_erased", LockClosedSolid],
  ["order.shipping_address", MapPin],
  ["order.duplicate", ArrowPathMini],
  ["card.", CreditCard],
  ["bank_account.", CreditCard],
  ["cvv.", LockClosedSolid],
  ["payment.captured", CurrencyDollar],
  ["payment.refund", ArrowUturnLeft],
  ["payment.charged_back", XMarkMini],
  ["payment.returned", XMarkMini],
  ["payment.undone", ArrowUturnLeft],
  ["payment.chargeback_reversed", CurrencyDollar],
  ["payment.link", LinkIcon],
  ["payment.cascade_ended", XMarkMini],
  ["payment.callback", InboxSolid],
  ["payment.checked", ArrowPathMini],
  ["payment.", CreditCard],
  ["mail.failed", XMarkMini],
  ["mail.bounced", ArrowUturnLeft],
  ["mail.complained", XMarkMini],
  ["mail.cancelled", XMarkMini],
  ["mail.broken", ExclamationCircle],
  ["mail.", Envelope],
  ["refill.", BellAlert],
  ["shipment.rejected", XMarkMini],
  ["shipment.cancelled", ArrowUturnLeft],
  ["shipment.unclear", ExclamationCircle],
  ["shipment.lost", ExclamationCircle],
  ["shipment.delivered", CheckMini],
  ["shipment.", TruckFast],
  ["tracking.number_removed", XMarkMini],
  ["tracking.callback", InboxSolid],
  ["tracking.", MapPin],
  ["attention.raised", ExclamationCircle],
  ["attention.resolved", CheckMini],
]

const TONES = {
  green: "bg-ui-tag-green-bg border-ui-tag-green-border text-ui-tag-green-icon",
  red: "bg-ui-tag-red-bg border-ui-tag-red-border text-ui-tag-red-icon",
  blue: "bg-ui-tag-blue-bg border-ui-tag-blue-border text-ui-tag-blue-icon",
  orange: "bg-ui-tag-orange-bg border-ui-tag-orange-border text-ui-tag-orange-icon",
  purple: "bg-ui-tag-purple-bg border-ui-tag-purple-border text-ui-tag-purple-icon",
  grey: "bg-ui-bg-component border-ui-border-base text-ui-fg-subtle",
}

const PLAIN_TONES: Record<string, keyof typeof TONES> = {
  "attention.raised": "orange",
  "mail.sent": "green",
  "mail.failed": "red",
  "mail.broken": "red",
  "mail.bounced": "red",
  "mail.complained": "red",
  "refill.due": "orange",
  "shipment.accepted": "blue",
  "shipment.rejected": "red",
  "shipment.unclear": "orange",
  "shipment.delivered": "green",
  "shipment.lost": "red",
  "shipment.found": "green",
  "tracking.number_sent": "green",
  "payment.captured": "green",
  "payment.chargeback_reversed": "green",
  "payment.refunded": "orange",
  "payment.refund_reversed": "red",
  "payment.refund_declined": "red",
  "payment.charged_back": "red",
  "payment.returned": "red",
  "payment.undone": "orange",
  "payment.cascade_ended": "red",
}

const toneOf = ({ kind, data }: OrderEvent): keyof typeof TONES => {
  if (kind === "order.status_changed") {
    return ORDER_STATUS_COLORS[data?.to as OrderStatus] ?? "grey"
  }
  if (kind === "payment.attempt_answered") {
    return ATTEMPT_STATE_COLORS[data?.state as AttemptState] ?? "grey"
  }
  if (kind === "tracking.news") {
    return TRACKING_TAG_COLORS[data?.tag as TrackingTag] ?? "grey"
  }
  return PLAIN_TONES[kind] ?? "grey"
}

const iconOf = ({ kind, data }: OrderEvent): ComponentType => {
  if (kind === "order.status_changed") {
    const failed = ["declined", "cancelled", "closed", "chargeback"].includes(String(data?.to))
    return failed ? XMarkMini : CheckMini
  }
  return ICONS.find(([prefix]) => kind.startsWith(prefix))?.[1] ?? InformationCircle
}

export const EventIcon = ({ event }: { event: OrderEvent }) => {
  const Icon = iconOf(event)
  return (
    <span
      aria-hidden="true"
      className={clx(
        "z-[1] flex h-7 w-7 shrink-0 items-center justify-center rounded-full border",
        TONES[toneOf(event)]
      )}
    >
      <Icon />
    </span>
  )
}
