import { Plus, XCircle } from "@medusajs/icons"
import { Badge, Button } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { SUPPRESSIONS_PER_PAGE, useSuppressions } from "../../../hooks/api/mail-settings"
import { useLastError } from "../../../hooks/use-last-error"
import type { Suppression } from "../../../types/mail"
import { LoadingRows } from "../../common/loading-rows"
import { Pager } from "../../common/pager"
import { SearchInput } from "../../common/search-input"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { FullTime } from "../../orders/common/time"
import { AddSuppression, RemoveSuppression } from "./suppression-prompts"

const Item = ({ suppression }: { suppression: Suppression }) => {
  const { t } = useTranslation("mail")
  const [removing, setRemoving] = useState(false)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-6">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-y-1">
        <div className="flex flex-wrap items-center gap-2">
          <span className="txt-compact-small-plus text-ui-fg-base break-all">
            {suppression.address}
          </span>
          <Badge size="2xsmall" color={suppression.reason === "by_hand" ? "grey" : "orange"}>
            {t(`suppressed.reason.${suppression.reason}`)}
          </Badge>
        </div>
        {suppression.note && (
          <p className="txt-compact-small text-ui-fg-base break-words">{suppression.note}</p>
        )}
        <p className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap gap-x-1.5 gap-y-1">
          {suppression.created_by && (
            <span className="after:ms-1.5 after:content-['·']">{suppression.created_by}</span>
          )}
          <FullTime at={suppression.created_at} />
        </p>
      </div>
      <Button
        size="small"
        variant="secondary"
        aria-label={t("suppressed.removeNamed", { address: suppression.address })}
        onClick={() => setRemoving(true)}
      >
        {t("suppressed.remove")}
      </Button>
      {removing && (
        <RemoveSuppression address={suppression.address} onClose={() => setRemoving(false)} />
      )}
    </li>
  )
}

/** The addresses that nothing is sent to, and why. */
export const SuppressionList = () => {
  const { t } = useTranslation("mail")
  const [q, setQ] = useState("")
  const [offset, setOffset] = useState(0)
  const [adding, setAdding] = useState(false)
  const { data, error, refetch } = useSuppressions(q, offset)
  const failure = useLastError(error, data)

  return (
    <>
      <div className="border-ui-border-base flex flex-wrap items-center gap-2 border-b px-4 py-3 md:px-6">
        <div className="min-w-0 flex-1 basis-48 md:max-w-sm">
          <SearchInput
            label={t("suppressed.search")}
            value={q}
            onSearch={(asked) => {
              setQ(asked)
              setOffset(0)
            }}
          />
        </div>
        <Button
          size="small"
          variant="secondary"
          className="ms-auto"
          onClick={() => setAdding(true)}
        >
          <Plus />
          {t("suppressed.add")}
        </Button>
      </div>
      {!data && failure && (
        <LoadFailure
          title={t("suppressed.failure")}
          error={failure}
          onRetry={() => void refetch()}
        />
      )}
      {!data && !failure && <LoadingRows />}
      {data?.count === 0 && (
        <MessagePanel
          icon={<XCircle />}
          title={t(q ? "suppressed.noneFound" : "suppressed.none")}
          text={q ? undefined : t("suppressed.noneText")}
        />
      )}
      {data && data.count > 0 && (
        <ul className="divide-ui-border-base divide-y">
          {data.suppressions.map((suppression) => (
            <Item key={suppression.address} suppression={suppression} />
          ))}
        </ul>
      )}
      {data && data.count > SUPPRESSIONS_PER_PAGE && (
        <Pager
          count={data.count}
          offset={offset}
          pageSize={SUPPRESSIONS_PER_PAGE}
          onMove={setOffset}
        />
      )}
      {adding && <AddSuppression onClose={() => setAdding(false)} />}
    </>
  )
}
