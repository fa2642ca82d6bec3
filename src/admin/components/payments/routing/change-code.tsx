import { Input, Select, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useSaveCodes } from "../../../hooks/api/routing"
import { useErrorText } from "../../../hooks/use-error-text"
import { usePaymentWords } from "../../../hooks/use-payment-words"
import type { CodeOverrides, CodesAnswer, NextStep, PaymentCode } from "../../../types/payments"
import { NEXT_STEPS } from "../../../types/payments"
import { Field } from "../../common/field"
import { PromptForm } from "../../common/prompt-form"

const CATEGORIES = [
  "insufficient_funds",
  "limit_exceeded",
  "do_not_honor",
  "lost_or_stolen",
  "closed_account",
  "expired_card",
  "wrong_number",
  "wrong_details",
  "wrong_cvv",
  "fraud_suspected",
  "not_permitted",
  "authentication_required",
  "authentication_failed",
  "cancelled_by_customer",
  "expired",
  "duplicate",
  "invalid_request",
  "account_setup",
  "rate_limited",
  "processor_unavailable",
  "never_arrived",
  "returned_by_bank",
  "other",
]

type Rule = { category: string; next: NextStep }

/** All overrides as they are kept, with this code's set, or taken away where it is as shipped. */
const overridesWith = (
  { overrides }: CodesAnswer,
  { processor, code, default: shipped }: PaymentCode,
  rule: Rule
): CodeOverrides => {
  const { [code]: _before, ...others } = overrides[processor] ?? {}
  const asShipped = shipped.category === rule.category && shipped.next === rule.next
  return { ...overrides, [processor]: asShipped ? others : { ...others, [code]: rule } }
}

type ChangeCodeProps = { answer: CodesAnswer; code: PaymentCode; onClose: () => void }

/** Says what a processor's word means and what it allows; every change is a version with a note. */
export const ChangeCode = ({ answer, code, onClose }: ChangeCodeProps) => {
  const { t } = useTranslation("payments")
  const words = usePaymentWords()
  const errorText = useErrorText()
  const save = useSaveCodes()
  const [rule, setRule] = useState<Rule>({ category: code.category, next: code.next })
  const [note, setNote] = useState("")
  const [tried, setTried] = useState(false)

  const submit = () => {
    setTried(true)
    if (!note.trim()) {
      return
    }
    save.mutate(
      {
        overrides: overridesWith(answer, code, rule),
        note: note.trim(),
        expected_version: answer.version,
      },
      {
        onSuccess: () => {
          toast.success(t("codes.saved", { code: code.code }))
          onClose()
        },
      }
    )
  }

  return (
    <PromptForm
      title={t("codes.changeTitle", { code: code.code })}
      description={t("codes.shipped", {
        category: words.category(code.default.category),
        next: t(`nextStep.${code.default.next}`),
      })}
      confirm={t("form.save")}
      isPending={save.isPending}
      fault={save.error && errorText(save.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t("codes.meaning")}>
        {({ id }) => (
          <Select
            size="small"
            value={rule.category}
            onValueChange={(category) => setRule({ ...rule, category })}
          >
            <Select.Trigger id={id}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {CATEGORIES.map((name) => (
                <Select.Item key={name} value={name}>
                  {words.category(name)}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        )}
      </Field>
      <Field label={t("codes.then")} hint={t(`nextHint.${rule.next}`)}>
        {({ id }) => (
          <Select
            size="small"
            value={rule.next}
            onValueChange={(value) =>
              setRule({ ...rule, next: NEXT_STEPS.find((one) => one === value) ?? "stop" })
            }
          >
            <Select.Trigger id={id}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {NEXT_STEPS.map((next) => (
                <Select.Item key={next} value={next}>
                  {t(`nextStep.${next}`)}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        )}
      </Field>
      <Field
        label={t("history.note")}
        hint={t("history.noteHint")}
        fault={tried && !note.trim() ? t("history.noteMissing") : undefined}
      >
        {(ids) => (
          <Input
            {...ids}
            size="small"
            autoComplete="off"
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </PromptForm>
  )
}
