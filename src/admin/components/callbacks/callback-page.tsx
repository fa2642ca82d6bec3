import { InboxSolid } from "@medusajs/icons"
import type { UseQueryResult } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"

import { useLastError } from "../../hooks/use-last-error"
import type { CrmError } from "../../lib/client"
import { LoadingRows } from "../common/loading-rows"
import { Pager } from "../common/pager"
import { LoadFailure } from "../orders/common/load-failure"
import { MessagePanel } from "../orders/common/message-panel"

type CallbackPageProps<Row> = {
  question: Pick<
    UseQueryResult<{ callbacks: Row[]; count: number }, CrmError>,
    "data" | "error" | "refetch"
  >
  /** What stands there when there is none. */
  none: { title: string; text: string }
  offset: number
  pageSize: number
  onMove: (offset: number) => void
  children: (callback: Row) => ReactNode
}

/** One page of callbacks, or why there is none. */
export const CallbackPage = <Row,>(props: CallbackPageProps<Row>) => {
  const { question, none, offset, pageSize, onMove, children } = props
  const { t } = useTranslation("payments")
  const { data, error, refetch } = question
  const failure = useLastError(error, data)
  if (!data) {
    return failure ? (
      <LoadFailure title={t("callbacks.failure")} error={failure} onRetry={() => void refetch()} />
    ) : (
      <LoadingRows />
    )
  }
  if (data.count === 0) {
    return <MessagePanel icon={<InboxSolid />} {...none} />
  }
  return (
    <>
      <ul className="divide-ui-border-base divide-y">{data.callbacks.map(children)}</ul>
      {data.count > pageSize && (
        <Pager count={data.count} offset={offset} pageSize={pageSize} onMove={onMove} />
      )}
    </>
  )
}
