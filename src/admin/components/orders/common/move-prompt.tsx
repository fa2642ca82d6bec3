import { toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useMoveOrder } from "../../../hooks/api/orders"
import type { OrderStatus } from "../../../types/orders"
import { ReasonPrompt } from "./reason-prompt"

/** What such a move does about money, which its name does not say. */
const MOVES_MONEY: OrderStatus[] = ["approved", "refunded", "chargeback"]

const GRAVE: OrderStatus[] = ["declined", "cancelled", "refunded", "chargeback", "closed"]

type MovePromptProps = {
  order: { id: string; display_id: number; status: OrderStatus }
  to: OrderStatus
  reasonRequired?: boolean
  onClose: () => void
}

export const MovePrompt = ({ order, to, reasonRequired, onClose }: MovePromptProps) => {
  const { t } = useTranslation("orders")
  const { mutate, isPending, error } = useMoveOrder()
  const number = `#${order.display_id}`

  const confirm = (reason: string) =>
    mutate(
      { id: order.id, status: to, expected_status: order.status, reason: reason || undefined },
      {
        onSuccess: ({ order: moved }) => {
          if (moved.status === to) {
            toast.success(t("prompt.moved", { number, status: t(`status.${to}`) }))
          } else {
            // Money moves first, and its answer moves the order.
            toast.info(t("prompt.underWay", { number, status: t(`status.${to}`) }))
          }
          onClose()
        },
      }
    )

  return (
    <ReasonPrompt
      title={t("prompt.title", { move: t(`move.${to}`), number })}
      description={
        <>
          <p>
            {t("prompt.change", {
              from: t(`status.${order.status}`),
              to: t(`status.${to}`),
            })}
          </p>
          {MOVES_MONEY.includes(to) && <p className="mt-2">{t(`prompt.money.${to}`)}</p>}
        </>
      }
      confirm={t(`move.${to}`)}
      danger={GRAVE.includes(to)}
      reasonRequired={reasonRequired}
      isPending={isPending}
      error={error}
      onConfirm={confirm}
      onClose={onClose}
    />
  )
}
