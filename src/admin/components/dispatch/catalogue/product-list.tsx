import { ArrowUpTray, PencilSquare, Plus, QueueList } from "@medusajs/icons"
import { Badge, Button, clx, IconButton, Input } from "@medusajs/ui"
import { useEffect, useState } from "react"
import { useTranslation } from "react-i18next"
import { useSearchParams } from "react-router-dom"

import { CATALOGUE_PER_PAGE, useCatalogue } from "../../../hooks/api/catalogue"
import { useSuppliers } from "../../../hooks/api/suppliers"
import { useFormats } from "../../../hooks/use-formats"
import { useLastError } from "../../../hooks/use-last-error"
import type { CatalogueRow } from "../../../types/dispatch"
import { LoadingRows } from "../../common/loading-rows"
import { Pager } from "../../common/pager"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { ADD_SKU } from "../common/dispatch-path"
import { SupplierSelect } from "../common/supplier-select"
import { SendDrawer } from "../parcels/send-drawer"
import { ImportCatalogue } from "./import-catalogue"
import { ProductDrawer } from "./product-drawer"

const TYPING_MS = 300

/** On a wide screen the facts of all rows stand under each other. */
const COLUMNS =
  "md:grid md:grid-cols-[minmax(0,2fr)_minmax(0,1.5fr)_minmax(0,1.5fr)_96px_72px_32px] md:gap-x-4"

const Head = () => {
  const { t } = useTranslation("dispatch")
  const names = ["sku", "supplier", "supplier_sku", "cost", "stock"] as const
  return (
    <div
      aria-hidden="true"
      className={clx("txt-compact-xsmall text-ui-fg-subtle hidden px-6 py-2", COLUMNS)}
    >
      {names.map((name) => (
        <span key={name} className={name === "cost" || name === "stock" ? "text-end" : undefined}>
          {t(`catalogue.column.${name}`)}
        </span>
      ))}
    </div>
  )
}

type RowProps = { row: CatalogueRow; onEdit: () => void }

const Row = ({ row, onEdit }: RowProps) => {
  const { t } = useTranslation("dispatch")
  const { money, number } = useFormats()
  const label = "txt-compact-small text-ui-fg-subtle me-1 md:hidden"
  const cost =
    row.cost === null ? "–" : row.cost_currency ? money(row.cost, row.cost_currency) : row.cost
  return (
    <li
      className={clx(
        "relative flex flex-col gap-y-1 px-4 py-3 pe-12 md:items-center md:px-6",
        COLUMNS
      )}
    >
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <code
          className={clx("txt-compact-small-plus break-all font-mono", {
            "text-ui-fg-base": row.active,
            "text-ui-fg-muted": !row.active,
          })}
        >
          {row.sku}
        </code>
        {!row.active && (
          <Badge size="2xsmall" color="grey">
            {t("catalogue.notInUse")}
          </Badge>
        )}
        {row.shop && (
          <Badge size="2xsmall" color="blue">
            {row.shop.name}
          </Badge>
        )}
      </div>
      <span className="txt-compact-small text-ui-fg-base break-words">{row.supplier.name}</span>
      <span className="txt-compact-small text-ui-fg-subtle">
        <span className={label}>{t("catalogue.column.supplier_sku")}:</span>
        <code className="break-all font-mono">{row.supplier_sku}</code>
      </span>
      <span className="txt-compact-small text-ui-fg-base tabular-nums md:text-end">
        <span className={label}>{t("catalogue.column.cost")}:</span>
        {cost}
      </span>
      <span
        className={clx("txt-compact-small tabular-nums md:text-end", {
          "text-ui-fg-error": row.stock === 0,
          "text-ui-fg-base": row.stock !== 0,
        })}
      >
        <span className={label}>{t("catalogue.column.stock")}:</span>
        {row.stock === null ? (
          <span title={t("catalogue.stockUnknown")}>
            <span aria-hidden="true">–</span>
            <span className="sr-only">{t("catalogue.stockUnknown")}</span>
          </span>
        ) : (
          number(row.stock)
        )}
      </span>
      <IconButton
        size="small"
        variant="transparent"
        className="absolute end-3 top-2.5 md:static"
        aria-label={t("catalogue.editNamed", { sku: row.sku })}
        onClick={onEdit}
      >
        <PencilSquare />
      </IconButton>
    </li>
  )
}

/** Which supplier has which of the shops' products. */
export const ProductList = () => {
  const { t } = useTranslation("dispatch")
  const [search, setSearch] = useSearchParams()
  const adding = search.get(ADD_SKU)
  const [text, setText] = useState("")
  const [query, setQuery] = useState({ q: "", supplier_id: "", offset: 0 })
  const [editing, setEditing] = useState<CatalogueRow | null>(null)
  const [importing, setImporting] = useState(false)
  const [waiting, setWaiting] = useState<string[]>([])
  const { data, error, refetch } = useCatalogue(query)
  const failure = useLastError(error, data)
  const { data: known } = useSuppliers()
  const suppliers = known?.suppliers ?? []
  const narrowed = Boolean(query.q || query.supplier_id)

  useEffect(() => {
    const timer = setTimeout(
      () =>
        setQuery((before) =>
          before.q === text.trim() ? before : { ...before, q: text.trim(), offset: 0 }
        ),
      TYPING_MS
    )
    return () => clearTimeout(timer)
  }, [text])

  const add = (sku: string | null) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before)
        if (sku === null) {
          after.delete(ADD_SKU)
        } else {
          after.set(ADD_SKU, sku)
        }
        return after
      },
      { replace: true }
    )

  return (
    <>
      <div className="border-ui-border-base flex flex-wrap items-center gap-2 border-b px-4 py-3 md:px-6">
        <div className="min-w-0 flex-1 basis-48 md:max-w-sm">
          <Input
            size="small"
            role="searchbox"
            inputMode="search"
            aria-label={t("catalogue.search")}
            placeholder={t("catalogue.search")}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <SupplierSelect
          value={query.supplier_id}
          className="w-44 max-sm:w-full"
          onChange={(supplier_id) => setQuery((before) => ({ ...before, supplier_id, offset: 0 }))}
        />
        <div className="flex gap-2 sm:ms-auto">
          <Button
            size="small"
            variant="secondary"
            disabled={suppliers.length === 0}
            onClick={() => setImporting(true)}
          >
            <ArrowUpTray />
            {t("import.open")}
          </Button>
          <Button
            size="small"
            variant="secondary"
            disabled={suppliers.length === 0}
            onClick={() => add("")}
          >
            <Plus />
            {t("catalogue.add")}
          </Button>
        </div>
      </div>
      {!data && failure && (
        <LoadFailure
          title={t("catalogue.failure")}
          error={failure}
          onRetry={() => void refetch()}
        />
      )}
      {!data && !failure && <LoadingRows rows={6} />}
      {data?.count === 0 && (
        <MessagePanel
          icon={<QueueList />}
          title={t(narrowed ? "catalogue.noneFound" : "catalogue.none")}
          text={narrowed ? undefined : t("catalogue.noneText")}
        />
      )}
      {data && data.count > 0 && (
        <>
          <Head />
          <ul className="divide-ui-border-base border-ui-border-base divide-y md:border-t">
            {data.rows.map((row) => (
              <Row key={row.id} row={row} onEdit={() => setEditing(row)} />
            ))}
          </ul>
        </>
      )}
      {data && data.count > CATALOGUE_PER_PAGE && (
        <Pager
          count={data.count}
          offset={query.offset}
          pageSize={CATALOGUE_PER_PAGE}
          onMove={(offset) => setQuery((before) => ({ ...before, offset }))}
        />
      )}
      {editing && (
        <ProductDrawer
          suppliers={suppliers}
          row={editing}
          onSaved={setWaiting}
          onClose={() => setEditing(null)}
        />
      )}
      {adding !== null && suppliers.length > 0 && (
        <ProductDrawer
          key={adding}
          suppliers={suppliers}
          sku={adding}
          onSaved={setWaiting}
          onClose={() => add(null)}
        />
      )}
      {importing && <ImportCatalogue suppliers={suppliers} onClose={() => setImporting(false)} />}
      {waiting.length > 0 && (
        <SendDrawer choice={{ ids: waiting }} onClose={() => setWaiting([])} />
      )}
    </>
  )
}
