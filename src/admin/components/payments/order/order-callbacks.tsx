import { InboxSolid } from "@medusajs/icons"
import { useTranslation } from "react-i18next"

import { useOrderCallbacks } from "../../../hooks/api/order-payment"
import { useLastError } from "../../../hooks/use-last-error"
import { LoadingRows } from "../../common/loading-rows"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { CallbackItem } from "../callbacks/callback-item"

/** What the processors have told us about this order by themselves. */
export const OrderCallbacks = ({ orderId }: { orderId: string }) => {
  const { t } = useTranslation("payments")
  const { data: callbacks, error, refetch } = useOrderCallbacks(orderId)
  const failure = useLastError(error, callbacks)
  if (!callbacks) {
    return failure ? (
      <LoadFailure title={t("callbacks.failure")} error={failure} onRetry={() => void refetch()} />
    ) : (
      <LoadingRows />
    )
  }
  if (callbacks.length === 0) {
    return (
      <MessagePanel
        icon={<InboxSolid />}
        title={t("callbacks.empty")}
        text={t("callbacks.emptyOrder")}
      />
    )
  }
  const newestFirst = [...callbacks].reverse()
  return (
    <ul className="divide-ui-border-base divide-y">
      {newestFirst.map((callback) => (
        <CallbackItem key={callback.id} callback={callback} />
      ))}
    </ul>
  )
}
