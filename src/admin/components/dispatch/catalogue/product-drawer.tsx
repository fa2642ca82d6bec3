import { Input, Select, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useSaveCatalogueRow } from "../../../hooks/api/catalogue"
import { useOrderFilters } from "../../../hooks/api/orders"
import { useFormFaults } from "../../../hooks/use-form-faults"
import { readAmount } from "../../../lib/amounts"
import type { CatalogueRow, ListedSupplier } from "../../../types/dispatch"
import { Field } from "../../common/field"
import { FormDrawer } from "../../common/form-drawer"
import { SwitchField } from "../../common/switch-field"

/** A select has no empty value: this one stands for all shops. */
const ALL_SHOPS = "all"

type Draft = {
  sku: string
  shop_id: string
  supplier_id: string
  supplier_sku: string
  cost: string
  cost_currency: string
  stock: string
  active: boolean
}

type Faults = Partial<Record<"sku" | "cost" | "stock", true>>

const faultsOf = ({ sku, cost, stock }: Draft): Faults => ({
  ...(!sku.trim() && { sku: true }),
  ...(cost.trim() && readAmount(cost) === null && { cost: true }),
  ...(stock.trim() && !/^\d{1,9}$/.test(stock.trim()) && { stock: true }),
})

type ProductDrawerProps = {
  suppliers: ListedSupplier[]
  /** The row that is changed; a new one without it. */
  row?: CatalogueRow
  /** The SKU of a new row, when an entry has led here. */
  sku?: string
  /** With the orders that waited for somebody to ship this SKU. */
  onSaved: (waiting: string[]) => void
  onClose: () => void
}

/** One SKU at one supplier. */
export const ProductDrawer = ({ suppliers, row, sku, onSaved, onClose }: ProductDrawerProps) => {
  const { t } = useTranslation("dispatch")
  const { data: options } = useOrderFilters()
  const [tried, setTried] = useState(false)
  const [draft, setDraft] = useState<Draft>(() => ({
    sku: row?.sku ?? sku ?? "",
    shop_id: row?.shop?.id ?? ALL_SHOPS,
    supplier_id: row?.supplier.id ?? suppliers[0]?.id ?? "",
    supplier_sku: row?.supplier_sku ?? "",
    cost: row?.cost ?? "",
    cost_currency: row?.cost_currency ?? "",
    stock: row?.stock === null || row?.stock === undefined ? "" : String(row.stock),
    active: row?.active ?? true,
  }))
  const save = useSaveCatalogueRow(row?.id ?? null)
  const faultOf = useFormFaults("dispatch", save.error)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const own = tried ? faultsOf(draft) : {}
  const fault = (name: keyof Faults) => (own[name] ? t(`catalogue.fault.${name}`) : faultOf(name))

  const submit = () => {
    setTried(true)
    if (Object.keys(faultsOf(draft)).length > 0 || !draft.supplier_id) {
      return
    }
    const cost = readAmount(draft.cost)
    save.mutate(
      {
        sku: draft.sku.trim(),
        shop_id: draft.shop_id === ALL_SHOPS ? null : draft.shop_id,
        supplier_id: draft.supplier_id,
        // Most suppliers call a product as the shop does.
        supplier_sku: draft.supplier_sku.trim() || draft.sku.trim(),
        cost,
        cost_currency: cost ? draft.cost_currency.trim().toUpperCase() || null : null,
        stock: draft.stock.trim() ? Number(draft.stock) : null,
        active: draft.active,
      },
      {
        onSuccess: ({ waiting_orders: waiting }) => {
          toast.success(t("catalogue.saved", { sku: draft.sku.trim() }))
          onSaved(waiting)
          onClose()
        },
      }
    )
  }

  return (
    <FormDrawer
      title={row ? t("catalogue.editTitle", { sku: row.sku }) : t("catalogue.add")}
      submit={t("form.save")}
      cancel={t("form.cancel")}
      error={save.error}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t("catalogue.sku")} hint={t("catalogue.skuHint")} fault={fault("sku")}>
        {(ids) => (
          <Input
            {...ids}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            value={draft.sku}
            onChange={(event) => change({ sku: event.target.value })}
          />
        )}
      </Field>
      {options && options.shops.length > 0 && (
        <Field label={t("catalogue.shop")} hint={t("catalogue.shopHint")}>
          {({ id }) => (
            <Select value={draft.shop_id} onValueChange={(shop_id) => change({ shop_id })}>
              <Select.Trigger id={id}>
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                <Select.Item value={ALL_SHOPS}>{t("catalogue.allShops")}</Select.Item>
                {options.shops.map((shop) => (
                  <Select.Item key={shop.id} value={shop.id}>
                    {shop.name}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          )}
        </Field>
      )}
      <Field label={t("oneSupplier")} fault={faultOf("supplier_id")}>
        {({ id }) => (
          <Select
            value={draft.supplier_id}
            onValueChange={(supplier_id) => change({ supplier_id })}
          >
            <Select.Trigger id={id}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {suppliers.map((supplier) => (
                <Select.Item key={supplier.id} value={supplier.id}>
                  {supplier.name}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        )}
      </Field>
      <Field
        label={`${t("catalogue.supplierSku")} (${t("form.optional")})`}
        hint={t("catalogue.supplierSkuHint")}
        fault={faultOf("supplier_sku")}
      >
        {(ids) => (
          <Input
            {...ids}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            value={draft.supplier_sku}
            onChange={(event) => change({ supplier_sku: event.target.value })}
          />
        )}
      </Field>
      <div className="grid grid-cols-[minmax(0,1fr)_96px] gap-x-3">
        <Field label={`${t("catalogue.cost")} (${t("form.optional")})`} fault={fault("cost")}>
          {(ids) => (
            <Input
              {...ids}
              inputMode="decimal"
              autoComplete="off"
              value={draft.cost}
              onChange={(event) => change({ cost: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("catalogue.currency")} fault={faultOf("cost_currency")}>
          {(ids) => (
            <Input
              {...ids}
              autoComplete="off"
              maxLength={3}
              placeholder="USD"
              value={draft.cost_currency}
              onChange={(event) => change({ cost_currency: event.target.value.toUpperCase() })}
            />
          )}
        </Field>
      </div>
      <Field
        label={`${t("catalogue.stock")} (${t("form.optional")})`}
        hint={t("catalogue.stockHint")}
        fault={fault("stock")}
      >
        {(ids) => (
          <Input
            {...ids}
            inputMode="numeric"
            autoComplete="off"
            value={draft.stock}
            onChange={(event) => change({ stock: event.target.value })}
          />
        )}
      </Field>
      <SwitchField
        label={t("catalogue.active")}
        hint={t("catalogue.activeHint")}
        checked={draft.active}
        onChange={(active) => change({ active })}
      />
    </FormDrawer>
  )
}
