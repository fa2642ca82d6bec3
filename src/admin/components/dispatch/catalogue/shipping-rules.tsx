import { ArrowDownMini, ArrowUpMini, DecisionProcess, Plus } from "@medusajs/icons"
import { Badge, Button, IconButton, InlineTip } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useShippingRules } from "../../../hooks/api/catalogue"
import { useOrderFilters } from "../../../hooks/api/orders"
import { useSuppliers } from "../../../hooks/api/suppliers"
import { useFormats } from "../../../hooks/use-formats"
import { useLastError } from "../../../hooks/use-last-error"
import type { ShippingRule } from "../../../types/dispatch"
import { LoadingRows } from "../../common/loading-rows"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { FullTime } from "../../orders/common/time"
import { Unfold } from "../../payments/common/unfold"
import { Dots } from "../../common/dots"
import { RuleDrawer } from "./rule-drawer"
import { SaveRules } from "./save-rules"

const MOST_SKUS = 6

const Conditions = ({ when }: Pick<ShippingRule, "when">) => {
  const { t } = useTranslation("dispatch")
  const { country } = useFormats()
  const { data: options } = useOrderFilters()
  const { countries = [], skus = [], shop_ids = [] } = when
  if (countries.length + skus.length + shop_ids.length === 0) {
    return <span className="txt-compact-small text-ui-fg-subtle">{t("rules.everything")}</span>
  }
  const shopName = (id: string) => options?.shops.find((shop) => shop.id === id)?.name ?? id
  return (
    <ul aria-label={t("rules.when")} className="flex flex-wrap gap-1.5">
      {countries.map((code) => (
        <li key={code}>
          <Badge size="2xsmall">{country(code)}</Badge>
        </li>
      ))}
      {shop_ids.map((id) => (
        <li key={id}>
          <Badge size="2xsmall" color="blue">
            {shopName(id)}
          </Badge>
        </li>
      ))}
      {skus.slice(0, MOST_SKUS).map((sku) => (
        <li key={sku}>
          <Badge size="2xsmall" className="font-mono">
            {sku}
          </Badge>
        </li>
      ))}
      {skus.length > MOST_SKUS && (
        <li className="txt-compact-xsmall text-ui-fg-subtle">
          {t("rules.moreSkus", { count: skus.length - MOST_SKUS })}
        </li>
      )}
    </ul>
  )
}

type RuleItemProps = {
  rule: ShippingRule
  supplier: string
  first: boolean
  last: boolean
  onMove: (direction: -1 | 1) => void
  onEdit: () => void
  onRemove: () => void
}

const RuleItem = (props: RuleItemProps) => {
  const { rule, supplier, first, last, onMove, onEdit, onRemove } = props
  const { t } = useTranslation("dispatch")
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-6">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-y-1.5">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="txt-compact-small-plus text-ui-fg-base break-words">{supplier}</span>
          <span className="txt-compact-small text-ui-fg-subtle tabular-nums">
            {t("rules.withPriority", { priority: rule.priority })}
          </span>
        </div>
        <Conditions when={rule.when} />
      </div>
      <div className="flex items-center gap-x-1.5">
        <IconButton
          size="small"
          variant="transparent"
          disabled={first}
          aria-label={t("rules.up", { name: supplier })}
          onClick={() => onMove(-1)}
        >
          <ArrowUpMini />
        </IconButton>
        <IconButton
          size="small"
          variant="transparent"
          disabled={last}
          aria-label={t("rules.down", { name: supplier })}
          onClick={() => onMove(1)}
        >
          <ArrowDownMini />
        </IconButton>
        <Button
          size="small"
          variant="secondary"
          aria-label={t("rules.editNamed", { name: supplier })}
          onClick={onEdit}
        >
          {t("form.edit")}
        </Button>
        <Button
          size="small"
          variant="transparent"
          aria-label={t("rules.removeNamed", { name: supplier })}
          onClick={onRemove}
        >
          {t("rules.remove")}
        </Button>
      </div>
    </li>
  )
}

/** Who ships what: changed on the page first, then saved as a version of its own. */
export const ShippingRules = () => {
  const { t } = useTranslation("dispatch")
  const { data, error, refetch } = useShippingRules()
  const failure = useLastError(error, data)
  const { data: known } = useSuppliers()
  const [draft, setDraft] = useState<ShippingRule[] | null>(null)
  const [editing, setEditing] = useState<number | null>(null)
  const [saving, setSaving] = useState(false)
  const suppliers = known?.suppliers ?? []
  if (!data) {
    return failure ? (
      <LoadFailure title={t("rules.failure")} error={failure} onRetry={() => void refetch()} />
    ) : (
      <LoadingRows />
    )
  }
  const rules = draft ?? data.rules
  const changed = draft !== null && JSON.stringify(draft) !== JSON.stringify(data.rules)
  const nameOf = (id: string) => suppliers.find((one) => one.id === id)?.name ?? id

  const move = (from: number, direction: -1 | 1) => {
    const next = [...rules]
    const [taken] = next.splice(from, 1)
    if (taken) {
      next.splice(from + direction, 0, taken)
      setDraft(next)
    }
  }

  return (
    <>
      <div className="border-ui-border-base flex flex-wrap items-center gap-2 border-b px-4 py-3 md:px-6">
        <p className="txt-small text-ui-fg-subtle min-w-0 flex-1 basis-64">{t("rules.text")}</p>
        <div className="flex gap-2">
          {changed && (
            <>
              <Button size="small" variant="transparent" onClick={() => setDraft(null)}>
                {t("rules.undo")}
              </Button>
              <Button size="small" onClick={() => setSaving(true)}>
                {t("form.save")}
              </Button>
            </>
          )}
          <Button
            size="small"
            variant="secondary"
            disabled={suppliers.length === 0}
            onClick={() => setEditing(rules.length)}
          >
            <Plus />
            {t("rules.add")}
          </Button>
        </div>
      </div>
      {changed && (
        <div role="status" className="px-4 pt-3 md:px-6">
          <InlineTip variant="warning" label={t("rules.unsaved")}>
            {t("rules.unsavedText")}
          </InlineTip>
        </div>
      )}
      {rules.length === 0 ? (
        <MessagePanel
          icon={<DecisionProcess />}
          title={t("rules.none")}
          text={t("rules.noneText")}
        />
      ) : (
        <ol className="divide-ui-border-base divide-y">
          {rules.map((rule, index) => (
            <RuleItem
              key={`${index} ${JSON.stringify(rule)}`}
              rule={rule}
              supplier={nameOf(rule.supplier_id)}
              first={index === 0}
              last={index === rules.length - 1}
              onMove={(direction) => move(index, direction)}
              onEdit={() => setEditing(index)}
              onRemove={() => setDraft(rules.filter((_, place) => place !== index))}
            />
          ))}
        </ol>
      )}
      {data.history.length > 0 && (
        <div className="border-ui-border-base border-t px-4 py-3 md:px-6">
          <Unfold label={t("rules.history", { count: data.history.length })}>
            <ul className="flex flex-col gap-y-2">
              {data.history.map(({ version, note, by, at }) => (
                <li key={version}>
                  <p className="txt-compact-small text-ui-fg-base break-words">
                    {t("rules.version", { version })}
                    {note && <span className="text-ui-fg-subtle"> · {note}</span>}
                  </p>
                  <Dots>
                    {by}
                    <FullTime at={at} />
                  </Dots>
                </li>
              ))}
            </ul>
          </Unfold>
        </div>
      )}
      {editing !== null && suppliers.length > 0 && (
        <RuleDrawer
          suppliers={suppliers}
          rule={rules[editing] ?? null}
          onSave={(rule) => {
            setDraft(
              editing < rules.length
                ? rules.map((one, index) => (index === editing ? rule : one))
                : [...rules, rule]
            )
            setEditing(null)
          }}
          onClose={() => setEditing(null)}
        />
      )}
      {saving && (
        <SaveRules
          rules={rules}
          version={data.version}
          onSaved={() => {
            setSaving(false)
            setDraft(null)
          }}
          onClose={() => setSaving(false)}
        />
      )}
    </>
  )
}
