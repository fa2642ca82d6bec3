import { ChatBubbleLeftRight } from "@medusajs/icons"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { SUPPLIER_ROWS_PER_PAGE, useSupplierExchanges } from "../../../hooks/api/suppliers"
import { useFormats } from "../../../hooks/use-formats"
import { useLastError } from "../../../hooks/use-last-error"
import { LoadingRows } from "../../common/loading-rows"
import { Pager } from "../../common/pager"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { FullTime } from "../../orders/common/time"
import { Dots } from "../../common/dots"

/** What was said to a supplier and what he said, without secrets and addresses. */
export const SupplierExchanges = ({ id }: { id: string }) => {
  const { t } = useTranslation("dispatch")
  const { number } = useFormats()
  const [offset, setOffset] = useState(0)
  const { data, error, refetch } = useSupplierExchanges(id, offset)
  const failure = useLastError(error, data)
  if (!data) {
    return failure ? (
      <LoadFailure title={t("exchanges.failure")} error={failure} onRetry={() => void refetch()} />
    ) : (
      <LoadingRows />
    )
  }
  if (data.exchanges.length === 0) {
    return <MessagePanel icon={<ChatBubbleLeftRight />} title={t("exchanges.none")} />
  }
  return (
    <>
      <ul className="divide-ui-border-base divide-y">
        {data.exchanges.map((exchange) => (
          <li key={exchange.id} className="flex flex-col gap-y-1 px-4 py-3 md:px-6">
            <p className="txt-compact-small text-ui-fg-base break-words">{exchange.what}</p>
            <p className="txt-compact-small text-ui-fg-subtle break-words">{exchange.outcome}</p>
            <Dots>
              <FullTime at={exchange.at} />
              {t("exchanges.duration", { ms: number(exchange.duration_ms) })}
            </Dots>
          </li>
        ))}
      </ul>
      {data.count > SUPPLIER_ROWS_PER_PAGE && (
        <Pager
          count={data.count}
          offset={offset}
          pageSize={SUPPLIER_ROWS_PER_PAGE}
          onMove={setOffset}
        />
      )}
    </>
  )
}
