import { ArrowUpTray, XMarkMini } from "@medusajs/icons"
import { clx, IconButton } from "@medusajs/ui"
import type { DragEvent } from "react"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import type { FileInput } from "../../../lib/read-file"
import { MOST_BYTES, readFileInput } from "../../../lib/read-file"

type FilePickProps = {
  label: string
  hint: string
  file: FileInput | null
  onPick: (file: FileInput | null) => void
}

/** A file from this computer: by a press, by keyboard or dropped here. */
export const FilePick = ({ label, hint, file, onPick }: FilePickProps) => {
  const { t } = useTranslation("dispatch")
  const id = useId()
  const [fault, setFault] = useState<string | null>(null)
  const [over, setOver] = useState(false)

  const take = async (chosen: File | undefined) => {
    if (!chosen) {
      return
    }
    if (chosen.size > MOST_BYTES) {
      setFault(t("file.tooLarge"))
      return
    }
    try {
      onPick(await readFileInput(chosen))
      setFault(null)
    } catch {
      setFault(t("file.unreadable"))
    }
  }

  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }

  return (
    <div className="flex flex-col gap-y-1.5">
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={clx(
          "relative flex flex-col items-center gap-y-1 rounded-lg border border-dashed px-4 py-6 text-center transition-fg",
          "focus-within:shadow-borders-focus",
          over
            ? "border-ui-border-interactive bg-ui-bg-highlight"
            : "border-ui-border-strong bg-ui-bg-component"
        )}
      >
        <ArrowUpTray className="text-ui-fg-subtle" aria-hidden="true" />
        <label
          htmlFor={id}
          className="txt-compact-small-plus text-ui-fg-base cursor-pointer after:absolute after:inset-0 after:content-['']"
        >
          {label}
        </label>
        <span id={`${id}-hint`} className="txt-small text-ui-fg-subtle">
          {hint}
        </span>
        <input
          id={id}
          type="file"
          accept=".csv,.txt,.tsv,.xlsx,text/csv,text/plain"
          aria-describedby={`${id}-hint`}
          className="sr-only"
          onChange={(event) => {
            void take(event.target.files?.[0])
            // The same file can be chosen again after it was mended.
            event.target.value = ""
          }}
        />
      </div>
      {file && (
        <div className="flex items-center gap-x-2">
          <span className="txt-compact-small text-ui-fg-base min-w-0 flex-1 break-all">
            {file.name}
          </span>
          <IconButton
            type="button"
            size="small"
            variant="transparent"
            aria-label={t("file.remove")}
            onClick={() => onPick(null)}
          >
            <XMarkMini />
          </IconButton>
        </div>
      )}
      {fault && (
        <p role="alert" className="txt-small text-ui-fg-error">
          {fault}
        </p>
      )}
    </div>
  )
}
