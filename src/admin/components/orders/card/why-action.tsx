import { Button, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useHelp } from "../../../hooks/api/orders"
import { withDispatchDialog } from "../../../hooks/use-dispatch-dialog"
import { useErrorText } from "../../../hooks/use-error-text"
import { withDialog } from "../../../hooks/use-payment-dialog"
import { MAIL_KINDS } from "../../../types/mail"
import type { HelpButton, OrderCard, Why } from "../../../types/orders"
import { addSkuPath, supplierPath } from "../../dispatch/common/dispatch-path"
import { templatePath } from "../../mail/templates/template-path"
import { ReasonPrompt } from "../common/reason-prompt"
import { cardPath } from "../list/order-cells"

/** Where on the card a person decides what no press can decide for them. */
export const STATUS_PANEL = "order-status"
export const CALL_CENTER_PANEL = "call-center"

const text = (value: unknown): string => (typeof value === "string" ? value : "")

/** Where a button leads that is a page or a dialog; null for one that is pressed. */
const targetOf = (orderId: string, { name }: HelpButton, data: Why["data"]): string | null => {
  const card = cardPath(orderId)
  switch (name) {
    case "manual_payment":
    case "create_link":
    case "refund":
    case "refund_overpayment":
      return withDialog(card, name)
    case "send_to_shipper":
    case "add_tracking":
    case "reship":
      return withDispatchDialog(card, name, text(data.shipment_id) || null)
    case "open_template": {
      const kind = MAIL_KINDS.find((one) => one === data.letter)
      return kind
        ? templatePath({
            kind,
            shop_id: text(data.shop_id) || null,
            language: text(data.language) || "en",
          })
        : "/mail/templates"
    }
    case "open_mail_settings":
      return "/mail/settings"
    case "open_catalogue":
      return addSkuPath(text(data.skus).split(", ")[0])
    case "open_supplier":
      return text(data.supplier_id) ? supplierPath(text(data.supplier_id)) : "/dispatch/suppliers"
    case "open_shipping_callback":
      return "/dispatch/callbacks"
    default:
      return null
  }
}

const PANELS: Record<string, string> = {
  decide_status: STATUS_PANEL,
  record_call: CALL_CENTER_PANEL,
}

/** Brings a part of the card before the person, for the eye and for the keyboard. */
const goTo = (panel: string): void => {
  const found = document.getElementById(panel)
  found?.scrollIntoView({ block: "center", behavior: "smooth" })
  found?.querySelector<HTMLElement>("button, textarea")?.focus({ preventScroll: true })
}

type WhyActionProps = { order: OrderCard; why: Why; button: HelpButton }

/** The one button that helps with an order that does not move. */
export const WhyAction = ({ order, why, button }: WhyActionProps) => {
  const { t } = useTranslation("card")
  const errorText = useErrorText()
  const { mutate, isPending, error, reset } = useHelp()
  const [asking, setAsking] = useState(false)
  const label = t(`why.button.${button.name}`, { defaultValue: button.name })
  const done = () => toast.success(t("why.done", { button: label }))
  const target = targetOf(order.id, button, why.data)
  const panel = PANELS[button.name]

  if (target) {
    const isHere = target.startsWith(cardPath(order.id))
    return (
      <Button size="small" asChild>
        <Link to={target} replace={isHere}>
          {label}
        </Link>
      </Button>
    )
  }
  if (panel) {
    return (
      <Button size="small" onClick={() => goTo(panel)}>
        {label}
      </Button>
    )
  }
  const { request } = button
  if (!request) {
    return null
  }
  if (!button.asks.includes("reason")) {
    return (
      <Button
        size="small"
        isLoading={isPending}
        onClick={() =>
          mutate(request, {
            onSuccess: done,
            onError: (refusal) => toast.error(errorText(refusal)),
          })
        }
      >
        {label}
      </Button>
    )
  }
  const close = () => {
    setAsking(false)
    reset()
  }
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {label}
      </Button>
      {asking && (
        <ReasonPrompt
          reasonRequired
          title={label}
          description={t("why.reasonText")}
          confirm={label}
          isPending={isPending}
          error={error}
          onClose={close}
          onConfirm={(reason) =>
            mutate(
              { ...request, body: { ...request.body, reason } },
              {
                onSuccess: () => {
                  done()
                  close()
                },
              }
            )
          }
        />
      )}
    </>
  )
}
