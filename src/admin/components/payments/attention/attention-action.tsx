import { Button, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useReplayCallback } from "../../../hooks/api/callbacks"
import { useParcelAction } from "../../../hooks/api/dispatch"
import { useCheckNow } from "../../../hooks/api/order-payment"
import { withDispatchDialog } from "../../../hooks/use-dispatch-dialog"
import { useErrorText } from "../../../hooks/use-error-text"
import type { PaymentDialogName } from "../../../hooks/use-payment-dialog"
import { withDialog } from "../../../hooks/use-payment-dialog"
import { usePaymentWords } from "../../../hooks/use-payment-words"
import type { AttentionEntry } from "../../../types/orders"
import type { AttentionButton } from "../../../types/payments"
import { MAIL_KINDS } from "../../../types/mail"
import { addSkuPath, supplierPath } from "../../dispatch/common/dispatch-path"
import { messagePath } from "../../mail/messages/message-path"
import { RefillCalled } from "../../mail/order/refill-called"
import { templatePath } from "../../mail/templates/template-path"
import { cardPath } from "../../orders/list/order-cells"

/** Buttons that lead to a dialog on the order's card. */
const DIALOGS: Partial<Record<AttentionButton, PaymentDialogName>> = {
  manual_payment: "manual_payment",
  create_link: "create_link",
  refund_overpayment: "refund_overpayment",
  retry_refund: "refund",
  refund: "refund",
}

const PAGES: Partial<Record<AttentionButton, string>> = {
  open_account: "/payments/processors",
  open_routing: "/payments/routing",
  open_mail_settings: "/mail/settings?tab=servers",
  open_shipping_callback: "/dispatch/callbacks",
}

type AttentionActionProps = {
  entry: AttentionEntry
  orderId: string | null
  /** The callback that the entry is about, when it is about one. */
  callbackId?: string | null
  /** The supplier that the entry is about, when it is about one. */
  supplierId?: string | null
  /** The shop whose orders the entry is about, when it is about refused ones. */
  shopId?: string | null
  /** On the order's own card "Open order" would lead nowhere. */
  onCard?: boolean
}

/** A shop's page, with its last requests. */
export const shopPath = (id: string): string => `/shops/${encodeURIComponent(id)}`

const text = (value: unknown): string | null => (typeof value === "string" ? value : null)

/** Where a letter's wording is mended, or the letter itself is looked at. */
const mailPathOf = ({ button, data }: AttentionEntry): string | null => {
  const kind = MAIL_KINDS.find((one) => one === data.letter)
  const message = text(data.message_id)
  if (button === "open_template" && kind) {
    const language = text(data.language) ?? "en"
    return templatePath({ kind, shop_id: text(data.shop_id), language })
  }
  return button === "open_message" ? (message ? messagePath(message) : "/mail/messages") : null
}

/** Where what hinders a parcel is settled: the catalogue, the supplier, a dialog on the order's card. */
const dispatchPathOf = (
  { button, data }: AttentionEntry,
  card: string | null,
  supplierId: string | null
): string | null => {
  switch (button) {
    case "open_catalogue":
      return addSkuPath(text(data.skus)?.split(", ")[0] ?? "")
    case "open_supplier": {
      const id = supplierId ?? text(data.supplier_id)
      return id ? supplierPath(id) : "/dispatch/suppliers"
    }
    case "send_to_shipper":
      return card && withDispatchDialog(card, button)
    case "reship":
      return card && withDispatchDialog(card, button, text(data.shipment_id))
    default:
      return null
  }
}

/** The one button that helps with an entry; nothing where a person has to think of it. */
export const AttentionAction = (props: AttentionActionProps) => {
  const { entry, orderId, callbackId, supplierId = null, shopId, onCard } = props
  const { t } = useTranslation("payments")
  const errorText = useErrorText()
  const words = usePaymentWords()
  const check = useCheckNow()
  const replay = useReplayCallback()
  const ask = useParcelAction()
  const [calling, setCalling] = useState(false)
  const button = entry.button ?? "none"
  const label = t(`attention.button.${button}`, { defaultValue: button })
  const failed = {
    onError: (error: Parameters<typeof errorText>[0]) => toast.error(errorText(error)),
  }

  if (button === "check_now" && orderId) {
    return (
      <Button
        size="small"
        variant="secondary"
        isLoading={check.isPending}
        onClick={() =>
          check.mutate(
            { id: orderId, attempt_id: text(entry.data.attempt_id) ?? undefined },
            {
              ...failed,
              onSuccess: ({ attempt }) =>
                toast.info(t("check.answered", { account: attempt.account.name }), {
                  description: words.outcome(attempt),
                }),
            }
          )
        }
      >
        {label}
      </Button>
    )
  }
  const parcel = text(entry.data.shipment_id)
  if (button === "ask_supplier" && orderId && parcel) {
    return (
      <Button
        size="small"
        variant="secondary"
        isLoading={ask.isPending}
        onClick={() =>
          ask.mutate(
            { orderId, shipmentId: parcel, action: "ask" },
            { ...failed, onSuccess: () => toast.success(t("dispatch:parcelAction.done.ask")) }
          )
        }
      >
        {label}
      </Button>
    )
  }
  const callback = callbackId ?? text(entry.data.callback_id)
  if (button === "replay_callback" && callback) {
    return (
      <Button
        size="small"
        variant="secondary"
        isLoading={replay.isPending}
        onClick={() =>
          replay.mutate(
            { id: callback },
            { ...failed, onSuccess: () => toast.success(t("callbacks.replayed")) }
          )
        }
      >
        {label}
      </Button>
    )
  }
  if (button === "refill_called" && orderId) {
    return (
      <>
        <Button size="small" variant="secondary" onClick={() => setCalling(true)}>
          {label}
        </Button>
        {calling && <RefillCalled orderId={orderId} onClose={() => setCalling(false)} />}
      </>
    )
  }
  const dialog = DIALOGS[button]
  const card = orderId && (button !== "open_order" || !onCard) ? cardPath(orderId) : null
  const address =
    (button === "open_shop_requests" && shopId ? shopPath(shopId) : null) ??
    PAGES[button] ??
    mailPathOf(entry) ??
    dispatchPathOf(entry, orderId && cardPath(orderId), supplierId) ??
    (card && dialog ? withDialog(card, dialog) : null)
  const target = address ?? (button === "open_order" ? card : null)
  return target ? (
    <Button size="small" variant="secondary" asChild>
      <Link to={target} replace={onCard && target.startsWith(cardPath(orderId ?? ""))}>
        {label}
      </Link>
    </Button>
  ) : null
}
