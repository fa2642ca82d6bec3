import { CheckCircleSolid, ExclamationCircleSolid } from "@medusajs/icons"
import { Checkbox, Input, Label, Select, toast } from "@medusajs/ui"
import { useEffect, useId, useState } from "react"
import { useTranslation } from "react-i18next"

import { useAddTracking, useCarriers, useRecognise } from "../../../hooks/api/tracking"
import { useDispatchWords } from "../../../hooks/use-dispatch-words"
import { useErrorText } from "../../../hooks/use-error-text"
import type { CrmError } from "../../../lib/client"
import { looksLikeNumber, plainNumber } from "../../../lib/tracking-number"
import type { FormatMatch, NearMiss, Recognition, Shipment } from "../../../types/dispatch"
import { Field } from "../../common/field"
import { PromptForm } from "../../common/prompt-form"
import { SwitchField } from "../../common/switch-field"
import { partOfOrder } from "../../../lib/parcel-number"
import type { DispatchDialogProps } from "./types"

const TYPING_MS = 250
/** A select has no empty value: the server chooses. */
const BY_ITSELF = "auto"

const DOUBTFUL = "tracking_number_doubtful"

/** The number as it is when nobody has typed for a moment. */
const useSettled = (number: string): string => {
  const [settled, setSettled] = useState(number)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(number), TYPING_MS)
    return () => clearTimeout(timer)
  }, [number])
  return settled
}

const nameOf = ({ carrier_name, name }: FormatMatch | NearMiss): string => carrier_name ?? name

const RecognitionView = ({ recognition }: { recognition: Recognition }) => {
  const { t } = useTranslation("dispatch")
  const [first, ...others] = recognition.formats
  if (first) {
    const rest = [...new Set(others.map(nameOf))].filter((name) => name !== nameOf(first))
    return (
      <p className="txt-small text-ui-fg-base flex items-start gap-x-2">
        <CheckCircleSolid className="text-ui-tag-green-icon mt-0.5 shrink-0" aria-hidden="true" />
        <span className="min-w-0 break-words">
          <span className="font-medium">{nameOf(first)}</span>
          {": "}
          {t(`recognise.${first.check}`)}
          {rest.length > 0 && (
            <span className="text-ui-fg-subtle">
              {" "}
              {t("recognise.also", { names: rest.slice(0, 3).join(", ") })}
            </span>
          )}
        </span>
      </p>
    )
  }
  const [near] = recognition.near
  return (
    <p className="txt-small text-ui-fg-base flex items-start gap-x-2">
      <ExclamationCircleSolid
        className="text-ui-tag-orange-icon mt-0.5 shrink-0"
        aria-hidden="true"
      />
      <span className="min-w-0 break-words">
        {near ? t("recognise.near", { name: nameOf(near) }) : t("recognise.none")}
        {near && recognition.near.length === 1 && (
          <span className="text-ui-fg-subtle"> {near.fault}</span>
        )}
      </span>
    </p>
  )
}

/** Parcels that a number can belong to. */
const canBeFollowed = ({ state }: Shipment): boolean =>
  state !== "cancelled" && state !== "rejected"

const needsNumber = ({ state, tracking }: Shipment): boolean =>
  state !== "delivered" && !tracking.some(({ removed_at }) => !removed_at)

export const AddTracking = ({ order, logistics, shipmentId, onClose }: DispatchDialogProps) => {
  const { t } = useTranslation("dispatch")
  const errorText = useErrorText()
  const words = useDispatchWords()
  const insistId = useId()
  const parcels = logistics.shipments.filter(canBeFollowed)
  const waiting = parcels.filter(needsNumber)
  const [number, setNumber] = useState("")
  const [carrier, setCarrier] = useState(BY_ITSELF)
  const [parcel, setParcel] = useState(
    shipmentId ??
      (waiting.length === 1 || parcels.length === 1 ? (waiting[0] ?? parcels[0])?.id : "")
  )
  const [tell, setTell] = useState(true)
  const [insists, setInsists] = useState(false)
  const [tried, setTried] = useState(false)
  const { data: carriers } = useCarriers()
  const settled = plainNumber(useSettled(number))
  const isNumber = looksLikeNumber(settled)
  const { data: found } = useRecognise(isNumber ? settled : "")
  const recognition = isNumber && found?.number === settled ? found : null
  const { mutate, isPending, error, reset } = useAddTracking()
  const action = logistics.actions.add_tracking

  const doubtful =
    (error as CrmError | null)?.code === DOUBTFUL ||
    (recognition !== null && recognition.formats.length === 0 && carrier === BY_ITSELF)
  const missing = tried && !looksLikeNumber(plainNumber(number))
  const parcelMissing = tried && parcels.length > 1 && !parcel

  const submit = () => {
    setTried(true)
    if (!looksLikeNumber(plainNumber(number)) || (parcels.length > 1 && !parcel)) {
      return
    }
    mutate(
      {
        id: order.id,
        number: number.trim(),
        carrier: carrier === BY_ITSELF ? undefined : carrier,
        shipment_id: parcel || undefined,
        override: insists || undefined,
        send: tell,
      },
      {
        onSuccess: () => {
          toast.success(t(tell ? "number.addedAndTold" : "number.added"))
          onClose()
        },
      }
    )
  }

  return (
    <PromptForm
      wide
      title={t("action.add_tracking")}
      description={t("addNumber.text", { number: order.display_id })}
      confirm={t(tell ? "addNumber.addAndSend" : "addNumber.add")}
      isPending={isPending}
      disabled={!action.allowed}
      fault={error ? errorText(error) : words.why(action)}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="flex flex-col gap-y-2">
        <Field label={t("addNumber.number")} fault={missing ? t("addNumber.missing") : undefined}>
          {(ids) => (
            <Input
              {...ids}
              autoFocus
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={80}
              className="font-mono"
              value={number}
              onChange={(event) => {
                setNumber(event.target.value)
                setInsists(false)
                reset()
              }}
            />
          )}
        </Field>
        <div role="status" className="min-h-5">
          {recognition && <RecognitionView recognition={recognition} />}
        </div>
      </div>
      {doubtful && (
        <div className="bg-ui-tag-orange-bg border-ui-tag-orange-border flex items-start gap-x-2 rounded-md border px-3 py-2.5">
          <Checkbox
            id={insistId}
            checked={insists}
            className="mt-0.5"
            onCheckedChange={(checked) => setInsists(checked === true)}
          />
          <Label htmlFor={insistId} size="small" className="cursor-pointer">
            {t("addNumber.insist")}
          </Label>
        </div>
      )}
      <Field label={t("addNumber.carrier")}>
        {({ id }) => (
          <Select
            value={carrier}
            onValueChange={(code) => {
              setCarrier(code)
              reset()
            }}
          >
            <Select.Trigger id={id}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              <Select.Item value={BY_ITSELF}>{t("addNumber.byItself")}</Select.Item>
              {carriers?.map(({ code, name }) => (
                <Select.Item key={code} value={code}>
                  {name}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        )}
      </Field>
      {parcels.length > 1 && (
        <Field
          label={t("addNumber.parcel")}
          fault={parcelMissing ? t("addNumber.parcelMissing") : undefined}
        >
          {({ id }) => (
            <Select value={parcel} onValueChange={setParcel}>
              <Select.Trigger id={id}>
                <Select.Value placeholder={t("addNumber.chooseParcel")} />
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
      <SwitchField
        label={t("addNumber.tell")}
        hint={t("addNumber.tellHint", { to: order.customer.email })}
        checked={tell}
        onChange={setTell}
      />
    </PromptForm>
  )
}
