import { useTranslation } from "react-i18next"

import { useBulkMove } from "../../../hooks/api/orders"
import type { OrderSelection } from "../../../hooks/use-order-selection"
import type { OrderQuery } from "../../../lib/order-query"
import { conditionsOf } from "../../../lib/order-query"
import type { BulkAnswer, OrderStatus } from "../../../types/orders"
import { ReasonPrompt } from "../common/reason-prompt"

type BulkPromptProps = {
  selection: OrderSelection
  query: OrderQuery
  count: number
  to: OrderStatus
  onDone: (answer: BulkAnswer) => void
  onClose: () => void
}

export const BulkPrompt = ({ selection, query, count, to, onDone, onClose }: BulkPromptProps) => {
  const { t } = useTranslation("orders")
  const { mutate, isPending, error } = useBulkMove()
  const { ticked, everything } = selection
  const status = t(`status.${to}`)
  const stuck = [...ticked.values()].filter((order) => !order.allowed_statuses.includes(to)).length
  const explain = () => {
    if (everything) {
      return t("bulk.unknown", { status })
    }
    return stuck > 0 ? t("bulk.some", { count: stuck, status }) : t("bulk.all", { status })
  }

  const confirm = (text: string) => {
    const reason = text || undefined
    const chosen = everything
      ? { filter: { ...conditionsOf(query), tab: query.tab } }
      : { ids: [...ticked.keys()] }
    mutate({ ...chosen, status: to, reason }, { onSuccess: onDone })
  }

  return (
    <ReasonPrompt
      title={t("bulk.title", { move: t(`move.${to}`), count: everything ? count : ticked.size })}
      description={explain()}
      confirm={t("prompt.confirm")}
      isPending={isPending}
      error={error}
      onConfirm={confirm}
      onClose={onClose}
    />
  )
}
