import { DatePicker, Input, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useAddFeeRule } from "../../../hooks/api/processors"
import { useFormFaults } from "../../../hooks/use-form-faults"
import type { ProcessorAccount } from "../../../types/payments"
import { Field } from "../../common/field"
import { FormDrawer } from "../../common/form-drawer"
import { SwitchField } from "../../common/switch-field"

type Draft = {
  percent: string
  fixed: string
  chargeback_fee: string
  currency: string
  refund_returns_fee: boolean
  valid_from: Date | null
}

/** Somebody who changes a price changes one figure of the old one. */
const draftOf = ({ fee_rule: rule }: ProcessorAccount): Draft => ({
  percent: rule?.percent ?? "",
  fixed: rule?.fixed ?? "",
  chargeback_fee: rule?.chargeback_fee ?? "",
  currency: rule?.currency ?? "USD",
  refund_returns_fee: rule?.refund_returns_fee ?? false,
  valid_from: null,
})

const FIGURES = ["percent", "fixed", "chargeback_fee", "currency"] as const

const plain = (text: string): string => text.trim().replace(",", ".") || "0"

type FeeRuleDrawerProps = { account: ProcessorAccount; onClose: () => void }

/** A new price from a day on; what was booked before stays as it was. */
export const FeeRuleDrawer = ({ account, onClose }: FeeRuleDrawerProps) => {
  const { t } = useTranslation("payments")
  const [draft, setDraft] = useState(() => draftOf(account))
  const add = useAddFeeRule(account.id)
  const faultOf = useFormFaults("payments", add.error)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))

  const submit = () =>
    add.mutate(
      {
        percent: plain(draft.percent),
        fixed: plain(draft.fixed),
        chargeback_fee: plain(draft.chargeback_fee),
        currency: draft.currency.trim().toUpperCase(),
        refund_returns_fee: draft.refund_returns_fee,
        valid_from: draft.valid_from?.toISOString(),
      },
      {
        onSuccess: () => {
          toast.success(t("fees.saved"))
          onClose()
        },
      }
    )

  return (
    <FormDrawer
      title={t("fees.title", { name: account.name })}
      hint={t("fees.hint")}
      submit={t("fees.save")}
      cancel={t("form.cancel")}
      error={add.error}
      pending={add.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        {FIGURES.map((name) => (
          <Field
            key={name}
            label={t(`fees.field.${name}`)}
            hint={name === "currency" ? t("fees.currencyHint") : undefined}
            fault={faultOf(name)}
          >
            {(ids) => (
              <Input
                {...ids}
                autoComplete="off"
                inputMode={name === "currency" ? "text" : "decimal"}
                maxLength={name === "currency" ? 3 : 20}
                value={draft[name]}
                onChange={(event) =>
                  change({
                    [name]:
                      name === "currency" ? event.target.value.toUpperCase() : event.target.value,
                  })
                }
              />
            )}
          </Field>
        ))}
      </div>
      <SwitchField
        label={t("fees.field.refund_returns_fee")}
        hint={t("fees.returnsHint")}
        checked={draft.refund_returns_fee}
        onChange={(refund_returns_fee) => change({ refund_returns_fee })}
      />
      <Field
        label={t("fees.field.valid_from")}
        hint={t("fees.validFromHint")}
        fault={faultOf("valid_from")}
      >
        {() => (
          <DatePicker
            aria-label={t("fees.field.valid_from")}
            value={draft.valid_from}
            onChange={(valid_from) => change({ valid_from })}
          />
        )}
      </Field>
    </FormDrawer>
  )
}
