import { ArrowDownTray, ArrowUpTray, MagnifyingGlass } from "@medusajs/icons"
import { Button, Container, DropdownMenu, Heading, Tabs, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useExportParcels, useSuppliers } from "../../../hooks/api/suppliers"
import { useErrorText } from "../../../hooks/use-error-text"
import { useLastError } from "../../../hooks/use-last-error"
import { saveFile } from "../../../lib/save-file"
import type { ListedSupplier, SupplierKind } from "../../../types/dispatch"
import { CopyLine } from "../../common/copy-line"
import { LoadingRows } from "../../common/loading-rows"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { SupplierActions } from "./supplier-actions"
import { SupplierExchanges } from "./supplier-exchanges"
import { SupplierFiles } from "./supplier-files"
import { SupplierHealth, SupplierTrouble } from "./supplier-health"
import { UploadAnswers } from "./upload-answers"

const FORMATS = ["xlsx", "csv"] as const

type PartProps = { supplier: ListedSupplier; kind: SupplierKind | null }

/** Fetching what is to be sent as a spreadsheet, and handing in the answers. */
const ByHand = ({ supplier, kind }: PartProps) => {
  const { t } = useTranslation("dispatch")
  const errorText = useErrorText()
  const fetching = useExportParcels(supplier.id)
  const [uploading, setUploading] = useState(false)
  const exports = kind?.capabilities.by_hand ?? false
  const uploads = kind?.capabilities.answers.includes("upload") ?? false
  const waiting = supplier.parcels?.planned ?? 0
  if (!exports && !uploads) {
    return null
  }
  return (
    <div className="flex flex-wrap items-center gap-3 px-4 py-4 md:px-6">
      <Text size="small" className="text-ui-fg-subtle min-w-0 flex-1 basis-60">
        {exports
          ? t(waiting > 0 ? "byHand.waiting" : "byHand.nothing", { count: waiting })
          : t("byHand.uploadOnly")}
      </Text>
      <div className="flex flex-wrap gap-2">
        {exports && (
          <DropdownMenu>
            <DropdownMenu.Trigger asChild>
              <Button
                size="small"
                variant="secondary"
                disabled={waiting === 0}
                isLoading={fetching.isPending}
              >
                <ArrowDownTray />
                {t("byHand.export")}
              </Button>
            </DropdownMenu.Trigger>
            <DropdownMenu.Content align="end">
              {FORMATS.map((format) => (
                <DropdownMenu.Item
                  key={format}
                  onSelect={() =>
                    fetching.mutate(format, {
                      onSuccess: (file) => {
                        saveFile(file)
                        toast.success(t("byHand.exported"))
                      },
                      onError: (error) => toast.error(errorText(error)),
                    })
                  }
                >
                  {t(`byHand.format.${format}`)}
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Content>
          </DropdownMenu>
        )}
        {uploads && (
          <Button size="small" variant="secondary" onClick={() => setUploading(true)}>
            <ArrowUpTray />
            {t("byHand.upload")}
          </Button>
        )}
      </div>
      {uploading && <UploadAnswers supplier={supplier} onClose={() => setUploading(false)} />}
    </div>
  )
}

const TABS = ["exchanges", "files"] as const

const Loaded = ({ supplier, kind }: PartProps) => {
  const { t } = useTranslation("dispatch")
  const hasFiles = kind?.capabilities.answers.some((way) => way === "files" || way === "upload")
  const tabs = TABS.filter((name) => name === "exchanges" || hasFiles)
  const [wanted, setWanted] = useState<(typeof TABS)[number]>(
    kind?.capabilities.by_hand ? "files" : "exchanges"
  )
  return (
    <div className="flex flex-col gap-y-3">
      <Container className="divide-ui-border-base divide-y p-0">
        <div className="flex flex-col gap-y-3 px-4 py-4 md:px-6">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <Heading level="h1" className="break-words">
              {supplier.name}
            </Heading>
            <SupplierHealth supplier={supplier} />
            <div className="flex flex-wrap gap-2 max-sm:w-full sm:ms-auto">
              <SupplierActions supplier={supplier} kind={kind} />
            </div>
          </div>
          <Text size="small" className="text-ui-fg-subtle">
            {t(`kindHint.${supplier.provider}`, { defaultValue: kind?.title ?? "" })}
          </Text>
          <SupplierTrouble supplier={supplier} />
          {supplier.callback_url && (
            <CopyLine label={t("suppliers.callbackUrl")} value={supplier.callback_url} />
          )}
        </div>
        <ByHand supplier={supplier} kind={kind} />
      </Container>
      <Container className="p-0">
        <Tabs
          value={wanted}
          activationMode="manual"
          onValueChange={(value) => setWanted(TABS.find((name) => name === value) ?? "exchanges")}
        >
          <Tabs.List className="px-4 py-3 md:px-6">
            {tabs.map((name) => (
              <Tabs.Trigger key={name} value={name}>
                {t(`suppliers.tab.${name}`)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <Tabs.Content value={wanted} className="border-ui-border-base border-t">
            {wanted === "files" ? (
              <SupplierFiles id={supplier.id} />
            ) : (
              <SupplierExchanges id={supplier.id} />
            )}
          </Tabs.Content>
        </Tabs>
      </Container>
    </div>
  )
}

/** One supplier: what was said, which files came, and what a person does by hand. */
export const SupplierPage = ({ id }: { id: string }) => {
  const { t } = useTranslation("dispatch")
  const { data, error, refetch } = useSuppliers()
  const failure = useLastError(error, data)
  const supplier = data?.suppliers.find((one) => one.id === id)
  if (data && supplier) {
    const kind = data.providers.find(({ name }) => name === supplier.provider) ?? null
    return <Loaded supplier={supplier} kind={kind} />
  }
  return (
    <Container className="p-0">
      {data && (
        <MessagePanel role="alert" icon={<MagnifyingGlass />} title={t("suppliers.notFound")}>
          <Button size="small" variant="secondary" asChild>
            <Link to="/dispatch/suppliers">{t("suppliers.title")}</Link>
          </Button>
        </MessagePanel>
      )}
      {!data && failure && (
        <LoadFailure
          title={t("suppliers.failure")}
          error={failure}
          onRetry={() => void refetch()}
        />
      )}
      {!data && !failure && <LoadingRows rows={5} />}
    </Container>
  )
}
