import { Button, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import type { PaymentDialogName } from "../../../hooks/use-payment-dialog"
import { usePaymentDialog } from "../../../hooks/use-payment-dialog"
import { managedPaymentOf } from "../../../lib/managed-payment"
import type { Move, OrderCard, OrderStatus } from "../../../types/orders"
import { MovePrompt } from "../common/move-prompt"
import { OrderStatusBadge } from "../common/status-badges"
import { Panel, PanelPart } from "./panel"
import { WhyNot } from "./why-not"

/** Statuses that money stands behind: the dialog about the money asks what a status alone cannot. */
const MONEY_DIALOGS: Partial<Record<OrderStatus, PaymentDialogName>> = {
  approved: "approve_by_hand",
  refunded: "refund",
  chargeback: "chargeback",
}

/** Null where the move is about the status only: the money is there already, or gone already. */
const moneyDialogOf = (order: OrderCard, to: OrderStatus): PaymentDialogName | null => {
  const actions = managedPaymentOf(order)?.actions
  const name = order.status === "chargeback" ? "chargeback_reversal" : MONEY_DIALOGS[to]
  return name && actions?.[name].allowed ? name : null
}

export const StatusPanel = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("orders")
  const [asked, setAsked] = useState<Move<OrderStatus> | null>(null)
  const { ask } = usePaymentDialog()
  const press = (move: Move<OrderStatus>) => {
    const dialog = moneyDialogOf(order, move.status)
    if (dialog) {
      ask(dialog)
    } else {
      setAsked(move)
    }
  }
  const allowed = order.moves.filter((move) => move.allowed)
  const refused = order.moves.filter((move) => !move.allowed && move.status !== order.status)
  return (
    <Panel title={t("statusPanel.title")} aside={<OrderStatusBadge status={order.status} />}>
      <PanelPart>
        <div className="flex flex-col gap-y-4">
          {allowed.length > 0 ? (
            <div
              role="group"
              aria-label={t("statusPanel.allowed")}
              className="flex flex-wrap gap-2"
            >
              {allowed.map((move) => (
                <Button
                  key={move.status}
                  size="small"
                  variant="secondary"
                  onClick={() => press(move)}
                >
                  {t(`move.${move.status}`)}
                </Button>
              ))}
            </div>
          ) : (
            <Text size="small" className="text-ui-fg-subtle">
              {t("statusPanel.noMoves")}
            </Text>
          )}
          <WhyNot
            moves={refused}
            currentStatus={order.status}
            label={(status) => t(`status.${status}`)}
          />
        </div>
      </PanelPart>
      {asked && (
        <MovePrompt
          order={order}
          to={asked.status}
          reasonRequired={asked.reason_required}
          onClose={() => setAsked(null)}
        />
      )}
    </Panel>
  )
}
