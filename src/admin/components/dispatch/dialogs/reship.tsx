import { Checkbox, Input, Label, Select, Textarea, toast } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import { useReship } from "../../../hooks/api/dispatch"
import { useDispatchWords } from "../../../hooks/use-dispatch-words"
import { useErrorText } from "../../../hooks/use-error-text"
import type { ReshipReason, Shipment, ShipmentLine } from "../../../types/dispatch"
import { RESHIP_REASONS } from "../../../types/dispatch"
import { Field } from "../../common/field"
import { PromptForm } from "../../common/prompt-form"
import { ChoiceList } from "../../payments/dialogs/choice-list"
import { partOfOrder } from "../../../lib/parcel-number"
import type { DispatchDialogProps } from "./types"

const RESHIPPABLE: readonly Shipment["state"][] = ["shipped", "delivered", "lost"]

/** How many pieces of each line go once more; 0 leaves a line out. */
type Quantities = Record<string, number>

const allOf = (parcel: Shipment | undefined): Quantities =>
  Object.fromEntries((parcel?.lines ?? []).map((line) => [line.order_line_id, line.quantity]))

type LineFieldProps = {
  line: ShipmentLine
  quantity: number
  onChange: (quantity: number) => void
}

const LineField = ({ line, quantity, onChange }: LineFieldProps) => {
  const { t } = useTranslation("dispatch")
  const id = useId()
  return (
    <li className="flex items-center gap-x-3 px-3 py-2">
      <Checkbox
        id={id}
        checked={quantity > 0}
        onCheckedChange={(checked) => onChange(checked === true ? line.quantity : 0)}
      />
      <Label htmlFor={id} size="small" className="min-w-0 flex-1 cursor-pointer break-words">
        {line.name}
        {line.option && <span className="text-ui-fg-subtle">, {line.option}</span>}
      </Label>
      {line.quantity > 1 ? (
        <div className="w-16">
          <Input
            size="small"
            type="number"
            min={0}
            max={line.quantity}
            aria-label={t("reship.quantity", { name: line.name })}
            value={quantity}
            onChange={(event) => {
              const value = Math.trunc(Number(event.target.value))
              onChange(Math.min(line.quantity, Math.max(0, value || 0)))
            }}
          />
        </div>
      ) : (
        <span className="txt-compact-small text-ui-fg-subtle tabular-nums">1</span>
      )}
    </li>
  )
}

/** The same goods once more: why, which parcel, and what of it. */
export const Reship = ({ order, logistics, shipmentId, onClose }: DispatchDialogProps) => {
  const { t } = useTranslation("dispatch")
  const errorText = useErrorText()
  const words = useDispatchWords()
  const parcels = logistics.shipments.filter(({ state }) => RESHIPPABLE.includes(state))
  const first = parcels.find(({ id }) => id === shipmentId) ?? parcels.at(-1)
  const [parcelId, setParcelId] = useState(first?.id ?? "")
  const parcel = parcels.find(({ id }) => id === parcelId)
  const [reason, setReason] = useState<ReshipReason>(first?.state === "lost" ? "lost" : "damaged")
  const [quantities, setQuantities] = useState(() => allOf(first))
  const [note, setNote] = useState("")
  const { mutate, isPending, error } = useReship()
  const action = logistics.actions.reship
  const lines = Object.entries(quantities)
    .filter(([, quantity]) => quantity > 0)
    .map(([order_line_id, quantity]) => ({ order_line_id, quantity }))
  const whole = JSON.stringify(quantities) === JSON.stringify(allOf(parcel))
  const claims = parcel?.insured && (reason === "lost" || reason === "damaged")

  const submit = () =>
    mutate(
      {
        id: order.id,
        reason,
        shipment_id: parcel?.id,
        lines: parcel && !whole ? lines : undefined,
        note: note.trim() || undefined,
      },
      {
        onSuccess: () => {
          toast.success(t("reship.done"))
          onClose()
        },
      }
    )

  return (
    <PromptForm
      wide
      title={t("action.reship")}
      description={t("reship.text", { number: order.display_id })}
      confirm={t("action.reship")}
      isPending={isPending}
      disabled={!action.allowed || (parcel !== undefined && lines.length === 0)}
      fault={error ? errorText(error) : words.why(action)}
      onSubmit={submit}
      onClose={onClose}
    >
      <ChoiceList
        label={t("reship.reason")}
        value={reason}
        onChange={setReason}
        choices={RESHIP_REASONS.map((value) => ({
          value,
          label: words.reason(value),
          hint: t(`reshipHint.${value}`),
        }))}
      />
      {parcels.length > 1 && (
        <Field label={t("reship.parcel")}>
          {({ id }) => (
            <Select
              value={parcelId}
              onValueChange={(chosen) => {
                setParcelId(chosen)
                setQuantities(allOf(parcels.find((one) => one.id === chosen)))
              }}
            >
              <Select.Trigger id={id}>
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                {parcels.map((one) => (
                  <Select.Item key={one.id} value={one.id}>
                    {partOfOrder(one.number)} · {one.supplier.name} · {words.state(one.state)}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          )}
        </Field>
      )}
      {parcel && (
        <fieldset>
          <legend className="txt-compact-small-plus text-ui-fg-base mb-2">
            {t("reship.lines")}
          </legend>
          <ul className="divide-ui-border-base shadow-borders-base bg-ui-bg-component divide-y rounded-lg">
            {parcel.lines.map((line) => (
              <LineField
                key={line.order_line_id}
                line={line}
                quantity={quantities[line.order_line_id] ?? 0}
                onChange={(quantity) =>
                  setQuantities((before) => ({ ...before, [line.order_line_id]: quantity }))
                }
              />
            ))}
          </ul>
        </fieldset>
      )}
      {claims && (
        <p className="txt-small text-ui-tag-blue-text bg-ui-tag-blue-bg border-ui-tag-blue-border rounded-md border px-3 py-2">
          {t("parcel.claim")}
        </p>
      )}
      <Field label={t("reship.note")} hint={t("reship.noteHint")}>
        {(ids) => (
          <Textarea
            {...ids}
            rows={2}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </PromptForm>
  )
}
