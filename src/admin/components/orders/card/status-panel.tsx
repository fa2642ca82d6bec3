import { Button, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import type { Move, OrderCard, OrderStatus } from "../../../types/orders"
import { MovePrompt } from "../common/move-prompt"
import { OrderStatusBadge } from "../common/status-badges"
import { Panel, PanelPart } from "./panel"
import { WhyNot } from "./why-not"

export const StatusPanel = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("orders")
  const [asked, setAsked] = useState<Move<OrderStatus> | null>(null)
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
                  onClick={() => setAsked(move)}
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
