import { useTranslation } from "react-i18next"

import { brandName } from "../lib/formats"
import { partOfOrder } from "../lib/parcel-number"
import type { OrderEvent } from "../types/orders"
import { useAttentionText } from "./use-attention-text"
import { useDispatchWords } from "./use-dispatch-words"
import { useFormats } from "./use-formats"
import { useMailWords } from "./use-mail-words"
import { usePaymentWords } from "./use-payment-words"

/** The name of the account of money that goes past every processor. */
const OUTSIDE = "Outside"

/** One sentence about an event for a person; an unknown kind is named as it is. */
export const useEventText = () => {
  const { t } = useTranslation("orders")
  const { money, day } = useFormats()
  const attentionText = useAttentionText()
  const { category } = usePaymentWords()
  const mail = useMailWords()
  const dispatch = useDispatchWords()

  return ({ kind, data }: OrderEvent): string => {
    const text = (name: string): string => {
      const value = data?.[name]
      return value === undefined || value === null ? "" : String(value)
    }
    const named = (group: "status" | "callCenterStatus", value: string) =>
      value && t(`${group}.${value}`, { defaultValue: value })
    const account = text("account")
    const payment = { account, money: money(text("amount"), text("currency")) }
    const isOutside = text("way") === "outside" || account === OUTSIDE
    const fallback = t("event.fallback", { kind })
    const letter = text("letter") && mail.letter(text("letter"))
    const via = text("via") && mail.via(text("via"))
    const parcel = {
      number: partOfOrder(text("number")),
      supplier: text("supplier"),
      tracking_number: text("tracking_number"),
    }

    switch (kind) {
      case "order.received":
        return t("event.order.received", { total: money(text("total"), text("currency")) })
      case "order.status_changed":
        return t(`event.${kind}`, {
          from: named("status", text("from")),
          to: named("status", text("to")),
          context: data?.undone ? "undone" : undefined,
        })
      case "order.call_center_status_changed":
        return t(text("from") ? `event.${kind}` : "event.order.call_center_status_set", {
          from: named("callCenterStatus", text("from")),
          to: named("callCenterStatus", text("to")),
        })
      case "card.sealed":
        return t("event.card.sealed", { brand: brandName(text("brand")), last4: text("last4") })
      case "payment.attempt_answered":
        return t(`event.${kind}.${text("state")}`, {
          ...payment,
          why: category(text("category") || "other"),
          defaultValue: fallback,
        })
      case "payment.cascade_ended":
        return t(`event.${kind}.${text("reason")}`, { defaultValue: fallback })
      case "mail.skipped":
        return t("event.mail.skipped", { letter, why: mail.reason(text("reason")) })
      case "refill.planned":
        return t("event.refill.planned", { via, due: text("due_at") && day(text("due_at")) })
      case "refill.due":
        return t(`event.refill.due.${text("result")}`, { defaultValue: fallback })
      case "refill.finished":
        return t(`event.${kind}.${text("result")}`, { defaultValue: fallback })
      case "shipment.planned": {
        const because = text("reason") ? "reship_because" : "reship"
        return t(`event.${kind}`, {
          ...parcel,
          reason: text("reason") && dispatch.reason(text("reason")),
          context: text("kind") === "reship" ? because : undefined,
        })
      }
      case "shipment.lost":
        return t(`event.${kind}`, { ...parcel, context: data?.insured ? "insured" : undefined })
      case "tracking.number_added":
        return t(`event.${kind}`, { ...parcel, context: text("check") })
      case "tracking.news":
        return t(`event.${kind}`, { ...parcel, tag: dispatch.tag(text("tag")) })
      case "attention.raised":
        return t("event.attention.raised", {
          sentence: attentionText({ kind: text("kind"), data }),
        })
      case "payment.attempt_created":
      case "payment.captured":
      case "payment.refund_requested":
      case "payment.refunded":
        return t(`event.${kind}`, { ...payment, context: isOutside ? "outside" : text("way") })
      default:
        return t(`event.${kind}`, {
          ...data,
          ...payment,
          ...parcel,
          letter,
          defaultValue: fallback,
        })
    }
  }
}
