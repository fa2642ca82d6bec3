import { Button, Heading, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { usePreviewAnswers, useUploadAnswers } from "../../../hooks/api/suppliers"
import { useErrorText } from "../../../hooks/use-error-text"
import type { FileInput } from "../../../lib/read-file"
import type { AnswersPreview, ListedSupplier } from "../../../types/dispatch"
import { LoadingRows } from "../../common/loading-rows"
import { Figures } from "../common/figures"
import { FilePick } from "../common/file-pick"
import { RowFaults } from "../common/row-faults"
import { WideDrawer } from "../common/wide-drawer"

const Preview = ({ preview }: { preview: AnswersPreview }) => {
  const { t } = useTranslation("dispatch")
  const rest = preview.usable - preview.shown.length
  return (
    <>
      <Figures
        figures={[
          { label: t("upload.rows"), value: preview.rows },
          { label: t("upload.usable"), value: preview.usable, tone: "good" },
          { label: t("upload.faults"), value: preview.fault_count, tone: "bad" },
        ]}
      />
      <RowFaults faults={preview.faults} count={preview.fault_count} open />
      {preview.shown.length > 0 && (
        <section className="flex flex-col gap-y-2">
          <Heading level="h3">{t("upload.says")}</Heading>
          <ul className="divide-ui-border-base shadow-borders-base divide-y rounded-lg">
            {preview.shown.map((row) => (
              <li
                key={row.line}
                className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2"
              >
                <code className="txt-compact-small text-ui-fg-base min-w-0 flex-1 basis-48 break-all font-mono">
                  {row.number}
                </code>
                <span className="txt-compact-small text-ui-fg-subtle break-words">
                  {t(`answer.${row.outcome}`, { defaultValue: row.outcome })}
                  {row.message && <q className="ms-1">{row.message}</q>}
                </span>
                {row.tracking.map(({ number, carrier }) => (
                  <span key={number} className="txt-compact-small text-ui-fg-base w-full break-all">
                    <code className="font-mono">{number}</code>
                    {carrier && <span className="text-ui-fg-subtle"> · {carrier}</span>}
                  </span>
                ))}
              </li>
            ))}
            {rest > 0 && (
              <li className="txt-compact-small text-ui-fg-subtle px-3 py-2">
                {t("file.more", { count: rest })}
              </li>
            )}
          </ul>
        </section>
      )}
    </>
  )
}

type UploadAnswersProps = { supplier: ListedSupplier; onClose: () => void }

/** A file with a supplier's answers: what it says is looked at before it is believed. */
export const UploadAnswers = ({ supplier, onClose }: UploadAnswersProps) => {
  const { t } = useTranslation("dispatch")
  const errorText = useErrorText()
  const [file, setFile] = useState<FileInput | null>(null)
  const preview = usePreviewAnswers(supplier.id)
  const upload = useUploadAnswers(supplier.id)
  const fault = preview.error ?? upload.error

  const pick = (picked: FileInput | null) => {
    setFile(picked)
    preview.reset()
    upload.reset()
    if (picked) {
      preview.mutate(picked)
    }
  }

  return (
    <WideDrawer
      title={t("upload.title", { name: supplier.name })}
      text={t("upload.text")}
      onClose={onClose}
      footer={
        <>
          <Button size="small" variant="secondary" onClick={onClose}>
            {t("form.cancel")}
          </Button>
          <Button
            size="small"
            disabled={!file || !preview.data || preview.data.usable === 0}
            isLoading={upload.isPending}
            onClick={() =>
              file &&
              upload.mutate(file, {
                onSuccess: () => {
                  toast.success(t("upload.done"))
                  onClose()
                },
              })
            }
          >
            {t("upload.apply")}
          </Button>
        </>
      }
    >
      <FilePick label={t("file.pick")} hint={t("upload.hint")} file={file} onPick={pick} />
      {preview.isPending && <LoadingRows />}
      {preview.data && <Preview preview={preview.data} />}
      {fault && (
        <p role="alert" className="txt-small text-ui-fg-error">
          {errorText(fault)}
        </p>
      )}
    </WideDrawer>
  )
}
