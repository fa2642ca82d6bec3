import { DocumentText } from "@medusajs/icons"
import { StatusBadge } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { SUPPLIER_ROWS_PER_PAGE, useSupplierFiles } from "../../../hooks/api/suppliers"
import { useLastError } from "../../../hooks/use-last-error"
import type { SupplierFile } from "../../../types/dispatch"
import { LoadingRows } from "../../common/loading-rows"
import { Pager } from "../../common/pager"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { FullTime } from "../../orders/common/time"
import { Dots } from "../../common/dots"
import { RowFaults } from "../common/row-faults"

const FileState = ({ file }: { file: SupplierFile }) => {
  const { t } = useTranslation("dispatch")
  if (!file.finished_at) {
    return <StatusBadge color="blue">{t("files.reading")}</StatusBadge>
  }
  return (
    <StatusBadge color={file.faults.length > 0 ? "orange" : "green"}>
      {t(file.faults.length > 0 ? "files.withFaults" : "files.read")}
    </StatusBadge>
  )
}

const FileItem = ({ file }: { file: SupplierFile }) => {
  const { t } = useTranslation("dispatch")
  return (
    <li className="flex flex-col gap-y-1.5 px-4 py-3 md:px-6">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <code className="txt-compact-small text-ui-fg-base break-all font-mono">{file.path}</code>
        <FileState file={file} />
      </div>
      <Dots>
        {t(`files.source.${file.source}`)}
        {t("files.rows", { count: file.rows })}
        {t("files.applied", { count: file.applied })}
        <FullTime at={file.received_at} />
      </Dots>
      <RowFaults faults={file.faults} />
    </li>
  )
}

/** The answer files of a supplier, fetched or uploaded, the newest first. */
export const SupplierFiles = ({ id }: { id: string }) => {
  const { t } = useTranslation("dispatch")
  const [offset, setOffset] = useState(0)
  const { data, error, refetch } = useSupplierFiles(id, offset)
  const failure = useLastError(error, data)
  if (!data) {
    return failure ? (
      <LoadFailure title={t("files.failure")} error={failure} onRetry={() => void refetch()} />
    ) : (
      <LoadingRows />
    )
  }
  if (data.files.length === 0) {
    return (
      <MessagePanel icon={<DocumentText />} title={t("files.none")} text={t("files.noneText")} />
    )
  }
  return (
    <>
      <ul className="divide-ui-border-base divide-y">
        {data.files.map((file) => (
          <FileItem key={file.id} file={file} />
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
