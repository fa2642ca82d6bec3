import { Badge, Button, Heading, Select, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useImportCatalogue, usePreviewCatalogue } from "../../../hooks/api/catalogue"
import { useErrorText } from "../../../hooks/use-error-text"
import type { FileInput } from "../../../lib/read-file"
import type { CatalogueImport, CatalogueDifference, ListedSupplier } from "../../../types/dispatch"
import { Field } from "../../common/field"
import { LoadingRows } from "../../common/loading-rows"
import { Figures } from "../common/figures"
import { FilePick } from "../common/file-pick"
import { RowFaults } from "../common/row-faults"
import { WideDrawer } from "../common/wide-drawer"

/** The file itself says which supplier a row is of. */
const IN_THE_FILE = "file"

const COLORS = { new: "green", changed: "orange" } as const
const COMPARED = ["supplier_sku", "cost", "cost_currency", "stock", "active"] as const

const Differences = ({ difference }: { difference: CatalogueDifference }) => {
  const { t } = useTranslation("dispatch")
  const { before, row, what } = difference
  const text = (value: unknown): string =>
    value === null || value === undefined || value === ""
      ? "–"
      : typeof value === "boolean"
        ? t(value ? "catalogue.inUse" : "catalogue.notInUse")
        : String(value)
  const fields = COMPARED.filter((name) => text(before?.[name]) !== text(row[name]))
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-0.5">
      {fields.map((name) => (
        <li key={name} className="txt-compact-small">
          <span className="text-ui-fg-subtle">{t(`catalogue.column.${name}`)}: </span>
          {what === "changed" && (
            <>
              <del className="text-ui-fg-subtle break-all">{text(before?.[name])}</del>{" "}
              <span className="sr-only">{t("import.becomes")}</span>
            </>
          )}
          <ins className="text-ui-fg-base break-all no-underline">{text(row[name])}</ins>
        </li>
      ))}
    </ul>
  )
}

type PreviewProps = { preview: CatalogueImport; suppliers: ListedSupplier[] }

const Preview = ({ preview, suppliers }: PreviewProps) => {
  const { t } = useTranslation("dispatch")
  const { rows } = preview
  const rest = preview.new + preview.changed - rows.length
  const nameOf = (id: string) => suppliers.find((one) => one.id === id)?.name ?? id
  return (
    <>
      <Figures
        figures={[
          { label: t("import.new"), value: preview.new, tone: "good" },
          { label: t("import.changed"), value: preview.changed },
          { label: t("import.unchanged"), value: preview.unchanged },
          { label: t("import.bad"), value: preview.bad_count, tone: "bad" },
        ]}
      />
      <RowFaults faults={preview.bad} count={preview.bad_count} open />
      {rows.length > 0 && (
        <section className="flex flex-col gap-y-2">
          <Heading level="h3">{t("import.differences")}</Heading>
          <ul className="divide-ui-border-base shadow-borders-base divide-y rounded-lg">
            {rows.map((difference) => (
              <li key={difference.line} className="flex flex-col gap-y-1 px-3 py-2.5">
                <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <code className="txt-compact-small-plus text-ui-fg-base break-all font-mono">
                    {difference.row.sku}
                  </code>
                  <Badge size="2xsmall" color={COLORS[difference.what]}>
                    {t(`import.change.${difference.what}`)}
                  </Badge>
                  <span className="txt-compact-xsmall text-ui-fg-subtle">
                    {nameOf(difference.row.supplier_id)}
                  </span>
                </div>
                <Differences difference={difference} />
              </li>
            ))}
            {rest > 0 && (
              <li className="txt-compact-small text-ui-fg-subtle px-3 py-2.5">
                {t("file.more", { count: rest })}
              </li>
            )}
          </ul>
        </section>
      )}
    </>
  )
}

type ImportCatalogueProps = { suppliers: ListedSupplier[]; onClose: () => void }

/** A spreadsheet of what suppliers have: what it would change is seen before it does. */
export const ImportCatalogue = ({ suppliers, onClose }: ImportCatalogueProps) => {
  const { t } = useTranslation("dispatch")
  const errorText = useErrorText()
  const [file, setFile] = useState<FileInput | null>(null)
  const [supplier, setSupplier] = useState(suppliers[0]?.id ?? IN_THE_FILE)
  const preview = usePreviewCatalogue()
  const save = useImportCatalogue()
  const fault = preview.error ?? save.error
  const changes = (preview.data?.new ?? 0) + (preview.data?.changed ?? 0)
  const inputOf = (picked: FileInput, chosen: string) => ({
    ...picked,
    ...(chosen !== IN_THE_FILE && { supplier_id: chosen }),
  })

  const look = (picked: FileInput | null, chosen: string) => {
    setFile(picked)
    setSupplier(chosen)
    preview.reset()
    save.reset()
    if (picked) {
      preview.mutate(inputOf(picked, chosen))
    }
  }

  return (
    <WideDrawer
      title={t("import.title")}
      text={t("import.text")}
      onClose={onClose}
      footer={
        <>
          <Button size="small" variant="secondary" onClick={onClose}>
            {t("form.cancel")}
          </Button>
          <Button
            size="small"
            disabled={!file || changes === 0}
            isLoading={save.isPending}
            onClick={() =>
              file &&
              save.mutate(inputOf(file, supplier), {
                onSuccess: () => {
                  toast.success(t("import.done", { count: changes }))
                  onClose()
                },
              })
            }
          >
            {changes > 0 ? t("import.apply", { count: changes }) : t("import.applyNone")}
          </Button>
        </>
      }
    >
      <Field label={t("import.supplier")} hint={t("import.supplierHint")}>
        {({ id }) => (
          <Select value={supplier} onValueChange={(chosen) => look(file, chosen)}>
            <Select.Trigger id={id}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {suppliers.map((one) => (
                <Select.Item key={one.id} value={one.id}>
                  {one.name}
                </Select.Item>
              ))}
              <Select.Item value={IN_THE_FILE}>{t("import.inTheFile")}</Select.Item>
            </Select.Content>
          </Select>
        )}
      </Field>
      <FilePick
        label={t("file.pick")}
        hint={t("import.hint")}
        file={file}
        onPick={(picked) => look(picked, supplier)}
      />
      {preview.isPending && <LoadingRows />}
      {preview.data && <Preview preview={preview.data} suppliers={suppliers} />}
      {fault && (
        <p role="alert" className="txt-small text-ui-fg-error">
          {errorText(fault)}
        </p>
      )}
    </WideDrawer>
  )
}
