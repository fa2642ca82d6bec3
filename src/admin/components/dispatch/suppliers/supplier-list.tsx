import { BuildingStorefront, Plus } from "@medusajs/icons"
import { Badge, Button, Container } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useMe } from "../../../hooks/api/me"
import { useSuppliers } from "../../../hooks/api/suppliers"
import { useLastError } from "../../../hooks/use-last-error"
import type { ListedSupplier, ShipmentState, SupplierKind } from "../../../types/dispatch"
import { LoadingRows } from "../../common/loading-rows"
import { PageHead } from "../../common/page-head"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { supplierPath } from "../common/dispatch-path"
import { Figures } from "../common/figures"
import { SupplierActions } from "./supplier-actions"
import { SupplierDrawer } from "./supplier-drawer"
import { SupplierHealth, SupplierTrouble } from "./supplier-health"

const sum = ({ parcels }: ListedSupplier, states: ShipmentState[]): number =>
  states.reduce((total, state) => total + (parcels?.[state] ?? 0), 0)

type SupplierItemProps = { supplier: ListedSupplier; kind: SupplierKind | null }

const SupplierItem = ({ supplier, kind }: SupplierItemProps) => {
  const { t } = useTranslation("dispatch")
  return (
    <li className="flex flex-col gap-y-3 px-4 py-4 md:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Link
          to={supplierPath(supplier.id)}
          className="txt-compact-medium-plus text-ui-fg-base focus-visible:shadow-borders-focus hover:text-ui-tag-blue-text break-words rounded outline-none"
        >
          {supplier.name}
        </Link>
        <SupplierHealth supplier={supplier} />
        <Badge size="2xsmall" color="grey">
          {t(`supplier.provider.${supplier.provider}`, {
            defaultValue: kind?.title ?? supplier.provider,
          })}
        </Badge>
        <div className="flex flex-wrap gap-2 max-sm:w-full sm:ms-auto">
          {kind?.capabilities.by_hand && (
            <Button size="small" variant="secondary" asChild>
              <Link to={supplierPath(supplier.id)}>{t("byHand.open")}</Link>
            </Button>
          )}
          <SupplierActions supplier={supplier} kind={kind} />
        </div>
      </div>
      <SupplierTrouble supplier={supplier} />
      <Figures
        figures={[
          {
            label: t("suppliers.figure.toSend"),
            value: sum(supplier, ["planned", "handing_over"]),
          },
          { label: t("suppliers.figure.taken"), value: sum(supplier, ["taken"]) },
          { label: t("suppliers.figure.accepted"), value: sum(supplier, ["accepted"]) },
          {
            label: t("suppliers.figure.rejected"),
            value: sum(supplier, ["rejected"]),
            tone: "bad",
          },
          { label: t("suppliers.figure.travelling"), value: sum(supplier, ["shipped"]) },
        ]}
      />
    </li>
  )
}

/** Everybody who ships for us: how they get orders, how they do, what lies with them. */
export const SupplierList = () => {
  const { t } = useTranslation("dispatch")
  const { me } = useMe()
  const { data, error, refetch } = useSuppliers()
  const failure = useLastError(error, data)
  const [adding, setAdding] = useState(false)
  const kindOf = (name: string) => data?.providers.find((kind) => kind.name === name) ?? null
  return (
    <Container className="divide-ui-border-base divide-y p-0">
      <PageHead title={t("suppliers.title")} text={t("suppliers.text")}>
        {data && me?.role === "administrator" && (
          <Button size="small" variant="secondary" onClick={() => setAdding(true)}>
            <Plus />
            {t("suppliers.add")}
          </Button>
        )}
      </PageHead>
      {!data && failure && (
        <LoadFailure
          title={t("suppliers.failure")}
          error={failure}
          onRetry={() => void refetch()}
        />
      )}
      {!data && !failure && <LoadingRows />}
      {data?.suppliers.length === 0 && (
        <MessagePanel
          icon={<BuildingStorefront />}
          title={t("suppliers.none")}
          text={t("suppliers.noneText")}
        />
      )}
      {data && data.suppliers.length > 0 && (
        <ul className="divide-ui-border-base divide-y">
          {data.suppliers.map((supplier) => (
            <SupplierItem key={supplier.id} supplier={supplier} kind={kindOf(supplier.provider)} />
          ))}
        </ul>
      )}
      {adding && data && <SupplierDrawer kinds={data.providers} onClose={() => setAdding(false)} />}
    </Container>
  )
}
