import { ArrowDownMini, ArrowUpMini, Plus, XMarkMini } from "@medusajs/icons"
import { Button, IconButton, Input, Select, Textarea } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { Pair, SettingDraft } from "../../../lib/setting-values"
import type { SettingField } from "../../../types/dispatch"
import { Field } from "../../common/field"
import { SwitchField } from "../../common/switch-field"
import { Unfold } from "../../payments/common/unfold"

/** A select has no empty value: this one stands for what the default says. */
const USUAL = "__usual"

/** Texts that are written in several lines. */
const LONG: readonly string[] = ["text", "host_key"]

type SettingInputProps = {
  field: SettingField
  draft: SettingDraft
  fault?: string
  onChange: (draft: SettingDraft) => void
}

type PairRowProps = {
  pair: Pair
  name: string
  ordered: boolean
  first: boolean
  last: boolean
  onChange: (pair: Pair) => void
  onMove: (direction: -1 | 1) => void
  onRemove: () => void
}

const PairRow = (props: PairRowProps) => {
  const { pair, name, ordered, first, last, onChange, onMove, onRemove } = props
  const { t } = useTranslation("dispatch")
  const row = pair.name || t("setting.newRow")
  return (
    <li className="flex items-center gap-x-1.5">
      <div className="grid min-w-0 flex-1 grid-cols-2 gap-x-1.5">
        <Input
          size="small"
          autoComplete="off"
          spellCheck={false}
          aria-label={`${name}: ${t(ordered ? "setting.title" : "setting.name")}`}
          value={pair.name}
          onChange={(event) => onChange({ ...pair, name: event.target.value })}
        />
        <Input
          size="small"
          autoComplete="off"
          spellCheck={false}
          aria-label={`${name}: ${t("setting.value", { name: row })}`}
          className="font-mono"
          value={pair.value}
          onChange={(event) => onChange({ ...pair, value: event.target.value })}
        />
      </div>
      <div className="flex shrink-0">
        {ordered && (
          <>
            <IconButton
              type="button"
              size="2xsmall"
              variant="transparent"
              disabled={first}
              aria-label={t("setting.up", { name: row })}
              onClick={() => onMove(-1)}
            >
              <ArrowUpMini />
            </IconButton>
            <IconButton
              type="button"
              size="2xsmall"
              variant="transparent"
              disabled={last}
              aria-label={t("setting.down", { name: row })}
              onClick={() => onMove(1)}
            >
              <ArrowDownMini />
            </IconButton>
          </>
        )}
        <IconButton
          type="button"
          size="2xsmall"
          variant="transparent"
          aria-label={t("setting.remove", { name: row })}
          onClick={onRemove}
        >
          <XMarkMini />
        </IconButton>
      </div>
    </li>
  )
}

type PairsProps = {
  name: string
  ordered: boolean
  pairs: Pair[]
  onChange: (pairs: Pair[]) => void
}

/** Names with a text each; of columns the order counts too. */
const Pairs = ({ name, ordered, pairs, onChange }: PairsProps) => {
  const { t } = useTranslation("dispatch")
  const swap = (from: number, to: number) => {
    const next = [...pairs]
    const [taken] = next.splice(from, 1)
    if (taken) {
      next.splice(to, 0, taken)
      onChange(next)
    }
  }
  return (
    <div className="flex flex-col gap-y-2">
      <ul className="flex flex-col gap-y-1.5">
        {pairs.map((pair, index) => (
          <PairRow
            key={index}
            pair={pair}
            name={name}
            ordered={ordered}
            first={index === 0}
            last={index === pairs.length - 1}
            onChange={(changed) =>
              onChange(pairs.map((one, place) => (place === index ? changed : one)))
            }
            onMove={(direction) => swap(index, index + direction)}
            onRemove={() => onChange(pairs.filter((_, place) => place !== index))}
          />
        ))}
      </ul>
      <div>
        <Button
          type="button"
          size="small"
          variant="transparent"
          onClick={() => onChange([...pairs, { name: "", value: "" }])}
        >
          <Plus />
          {t(ordered ? "setting.addColumn" : "setting.addRow")}
        </Button>
      </div>
    </div>
  )
}

/** One setting of a supplier, by its kind. */
export const SettingInput = ({ field, draft, fault, onChange }: SettingInputProps) => {
  const { t } = useTranslation("dispatch")
  const text = t(`supplier.field.${field.label}`, {
    defaultValue: field.label.replaceAll("_", " "),
  })
  const label = field.required ? text : `${text} (${t("form.optional")})`
  const hint = t(`fieldHint.${field.label}`, { defaultValue: "" }) || undefined

  if (field.kind === "flag") {
    return <SwitchField label={text} hint={hint} checked={draft === true} onChange={onChange} />
  }
  if (field.kind === "map" || field.kind === "columns") {
    const pairs = Array.isArray(draft) ? draft : []
    return (
      <div className="flex flex-col gap-y-1.5">
        <Unfold label={`${text} (${pairs.length})`} open={fault !== undefined}>
          {hint && <p className="txt-small text-ui-fg-subtle mb-2">{hint}</p>}
          <Pairs name={text} ordered={field.kind === "columns"} pairs={pairs} onChange={onChange} />
        </Unfold>
        {fault && (
          <p role="alert" className="txt-small text-ui-fg-error">
            {fault}
          </p>
        )}
      </div>
    )
  }
  const value = typeof draft === "string" ? draft : ""
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(ids) => {
        if (field.kind === "choice") {
          return (
            <Select
              value={value || USUAL}
              onValueChange={(chosen) => onChange(chosen === USUAL ? "" : chosen)}
            >
              <Select.Trigger id={ids.id}>
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                {field.default === undefined && (
                  <Select.Item value={USUAL}>{t("setting.none")}</Select.Item>
                )}
                {field.choices?.map((choice) => (
                  <Select.Item key={choice} value={choice}>
                    {t(`supplier.choice.${choice}`, { defaultValue: choice })}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          )
        }
        if (field.kind === "template" || LONG.includes(field.name)) {
          return (
            <Textarea
              {...ids}
              rows={field.kind === "template" ? 8 : 3}
              spellCheck={false}
              className={field.kind === "template" ? "font-mono" : undefined}
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
          )
        }
        return (
          <Input
            {...ids}
            autoComplete="off"
            spellCheck={false}
            inputMode={field.kind === "number" ? "decimal" : undefined}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }}
    </Field>
  )
}
