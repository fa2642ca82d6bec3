import { CreditCard } from "@medusajs/icons"
import { useTranslation } from "react-i18next"

import type { OrderCard } from "../../../types/orders"
import type { Attempt } from "../../../types/payments"
import { MessagePanel } from "../../orders/common/message-panel"
import { AttemptItem } from "./attempt-item"

/** The newest first: what is going on now stands at the top. */
export const AttemptList = ({ order, attempts }: { order: OrderCard; attempts: Attempt[] }) => {
  const { t } = useTranslation("payments")
  if (attempts.length === 0) {
    return (
      <MessagePanel
        icon={<CreditCard />}
        title={t("attempt.empty")}
        text={t("attempt.emptyText")}
      />
    )
  }
  const newestFirst = [...attempts].sort((one, other) => other.number - one.number)
  return (
    <ol className="divide-ui-border-base divide-y">
      {newestFirst.map((attempt) => (
        <AttemptItem
          key={attempt.id}
          order={order}
          attempt={attempt}
          parent={attempts.find(({ id }) => id === attempt.parent_id)}
        />
      ))}
    </ol>
  )
}
