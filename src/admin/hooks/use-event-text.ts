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
  const { money, day, dateTime } = useFormats()
  const attentionText = useAttentionText()
  const { category } = usePaymentWords()
  const mail = useMailWords()
  const dispatch = useDispatchWords()
  const { t: calls } = useTranslation("calls")

  return ({ kind, data, after }: OrderEvent): string => {
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
      case "order.tags_changed": {
        const changes = [
          ...text("added")
            .split(", ")
            .filter(Boolean)
            .map((tag) => `+ ${tag}`),
          ...text("removed")
            .split(", ")
            .filter(Boolean)
            .map((tag) => `− ${tag}`),
        ]
        return t("event.order.tags_changed", { changes: changes.join(", ") })
      }
      case "order.responsible_changed":
        return t("event.order.responsible_changed", {
          name: after ?? "",
          context: after ? undefined : "none",
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
      case "refill.moved":
        return t(`event.${kind}`, { due: text("due_at") && day(text("due_at")) })
      case "call.made":
        return t(`event.${kind}`, {
          number: text("number"),
          result: calls(`result.${text("result")}`, { defaultValue: text("result") }),
          when: text("next_call_at") && dateTime(text("next_call_at")),
          context: text("next_call_at") ? undefined : "last",
        })
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
      case "payment.comment_changed":
        return t(`event.${kind}`, {
          number: text("number"),
          context: data?.removed ? "removed" : undefined,
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
