import { Button, InlineTip, Label, Select, Textarea, toast } from "@medusajs/ui"
import type { FormEvent } from "react"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import { useRecordCall } from "../../hooks/api/calls"
import { useErrorText } from "../../hooks/use-error-text"
import type { CallResult, OpenCall } from "../../types/calls"
import { CALL_RESULTS } from "../../types/calls"
import type { CallCenterStatus, OrderCard } from "../../types/orders"
import { CallTime, momentOf } from "./call-time"

/** A select has no empty value: this one leaves the status as it is. */
const AS_IT_IS = "as_it_is"

type RecordCallProps = { order: OrderCard; call: OpenCall }

/** What came of a call: the result by one press, and what is known besides. */
export const RecordCall = ({ order, call }: RecordCallProps) => {
  const { t } = useTranslation("calls")
  const { t: orders } = useTranslation("orders")
  const [result, setResult] = useState<CallResult | null>(null)
  const [next, setNext] = useState("")
  const [status, setStatus] = useState<CallCenterStatus | null>(null)
  const [note, setNote] = useState("")
  const { mutate, isPending, error, reset } = useRecordCall()
  const errorText = useErrorText()
  const id = useId()
  const statuses = order.call_center_moves.filter(({ allowed }) => allowed)
  const timeFault = error?.fields.find(({ path }) => path === "next_call_at")?.message

  const choose = (chosen: CallResult) => {
    setResult(chosen)
    reset()
  }

  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!result) {
      return
    }
    mutate(
      {
        id: order.id,
        kind: call.kind,
        result,
        next_call_at: momentOf(next),
        status: status ?? undefined,
        note: note.trim() || undefined,
      },
      {
        onSuccess: () => {
          toast.success(t("form.saved"))
          setResult(null)
          setNext("")
          setStatus(null)
          setNote("")
        },
      }
    )
  }

  return (
    <form onSubmit={save} noValidate className="flex flex-col gap-y-3">
      <div role="group" aria-labelledby={`${id}-result`} className="flex flex-col gap-y-2">
        <span id={`${id}-result`} className="txt-compact-small-plus text-ui-fg-base">
          {t("form.result")}
        </span>
        <div className="flex flex-wrap gap-2">
          {CALL_RESULTS.map((name) => (
            <Button
              key={name}
              type="button"
              size="small"
              variant={result === name ? "primary" : "secondary"}
              aria-pressed={result === name}
              onClick={() => choose(name)}
            >
              {t(`result.${name}`)}
            </Button>
          ))}
        </div>
      </div>
      {result && (
        <>
          <CallTime
            label={t(result === "call_back" ? "form.callBack" : "form.next")}
            hint={result === "call_back" ? undefined : t("form.nextHint")}
            value={next}
            fault={timeFault}
            local={call.local}
            onChange={setNext}
          />
          {call.kind === "inquiry" && statuses.length > 0 && (
            <div className="flex flex-col gap-y-1.5">
              <Label htmlFor={`${id}-status`} size="small" weight="plus">
                {t("form.status")}
              </Label>
              <Select
                size="small"
                value={status ?? AS_IT_IS}
                onValueChange={(value) =>
                  setStatus(statuses.find((move) => move.status === value)?.status ?? null)
                }
              >
                <Select.Trigger id={`${id}-status`} className="max-w-60">
                  <Select.Value />
                </Select.Trigger>
                <Select.Content>
                  <Select.Item value={AS_IT_IS}>{t("form.asItIs")}</Select.Item>
                  {statuses.map((move) => (
                    <Select.Item key={move.status} value={move.status}>
                      {orders(`callCenterStatus.${move.status}`)}
                    </Select.Item>
                  ))}
                </Select.Content>
              </Select>
            </div>
          )}
          <div className="flex flex-col gap-y-1.5">
            <Label htmlFor={`${id}-note`} size="small" weight="plus">
              {t("form.note")}
            </Label>
            <Textarea
              id={`${id}-note`}
              rows={2}
              maxLength={5000}
              value={note}
              placeholder={t("form.notePlaceholder")}
              onChange={(event) => setNote(event.target.value)}
            />
          </div>
          {error && !timeFault && (
            <p role="alert" className="text-ui-fg-error txt-small">
              {errorText(error)}
            </p>
          )}
          <div>
            <Button type="submit" size="small" isLoading={isPending}>
              {t("form.save")}
            </Button>
          </div>
        </>
      )}
      {call.suggests && (
        <InlineTip variant="warning" label={t("suggest.label")}>
          {t("suggest.text", {
            count: call.unanswered,
            status: orders(`callCenterStatus.${call.suggests}`),
          })}
        </InlineTip>
      )}
    </form>
  )
}
