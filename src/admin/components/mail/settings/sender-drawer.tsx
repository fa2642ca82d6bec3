import { Input, Select, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useSaveSender } from "../../../hooks/api/mail-settings"
import { useFormFaults } from "../../../hooks/use-form-faults"
import type { MailAccount, Sender } from "../../../types/mail"
import { Field } from "../../common/field"
import { FormDrawer } from "../../common/form-drawer"
import { SwitchField } from "../../common/switch-field"

/** A select has no empty value: this one stands for the installation's own server. */
const DEFAULT = "default"
/** A day: by then most who meant to pay have paid. */
const USUAL_HOURS = "24"

type Draft = {
  from_name: string
  from_address: string
  reply_to: string
  account_id: string | null
  reminds: boolean
  hours: string
}

const draftOf = (sender: Sender): Draft => ({
  from_name: sender.from_name ?? "",
  from_address: sender.from_address ?? "",
  reply_to: sender.reply_to ?? "",
  account_id: sender.account_id,
  reminds: sender.payment_reminder_hours !== null,
  hours: String(sender.payment_reminder_hours ?? USUAL_HOURS),
})

type SenderDrawerProps = { sender: Sender; accounts: MailAccount[]; onClose: () => void }

export const SenderDrawer = ({ sender, accounts, onClose }: SenderDrawerProps) => {
  const { t } = useTranslation("mail")
  const [draft, setDraft] = useState(() => draftOf(sender))
  const save = useSaveSender(sender.shop.id)
  const faultOf = useFormFaults("mail", save.error)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))

  const submit = () =>
    save.mutate(
      {
        from_name: draft.from_name.trim() || null,
        from_address: draft.from_address.trim() || null,
        reply_to: draft.reply_to.trim() || null,
        account_id: draft.account_id,
        payment_reminder_hours: draft.reminds ? Number(draft.hours) : null,
      },
      {
        onSuccess: () => {
          toast.success(t("senders.saved", { shop: sender.shop.name }))
          onClose()
        },
      }
    )

  return (
    <FormDrawer
      title={t("senders.title", { shop: sender.shop.name })}
      hint={t("senders.hint")}
      submit={t("form.save")}
      cancel={t("form.cancel")}
      error={save.error}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t("senders.fromName")} fault={faultOf("from_name")}>
        {(ids) => (
          <Input
            {...ids}
            autoComplete="off"
            placeholder={sender.shop.name}
            value={draft.from_name}
            onChange={(event) => change({ from_name: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t("senders.fromAddress")}
        hint={t("senders.fromAddressHint")}
        fault={faultOf("from_address")}
      >
        {(ids) => (
          <Input
            {...ids}
            type="email"
            autoComplete="off"
            placeholder={sender.from_address ? undefined : (sender.effective.from ?? undefined)}
            value={draft.from_address}
            onChange={(event) => change({ from_address: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t("senders.replyTo")}
        hint={t("senders.replyToHint")}
        fault={faultOf("reply_to")}
      >
        {(ids) => (
          <Input
            {...ids}
            type="email"
            autoComplete="off"
            value={draft.reply_to}
            onChange={(event) => change({ reply_to: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("senders.account")} fault={faultOf("account_id")}>
        {({ id }) => (
          <Select
            value={draft.account_id ?? DEFAULT}
            onValueChange={(value) => change({ account_id: value === DEFAULT ? null : value })}
          >
            <Select.Trigger id={id}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              <Select.Item value={DEFAULT}>{t("senders.defaultAccount")}</Select.Item>
              {accounts.map((account) => (
                <Select.Item key={account.id} value={account.id}>
                  {account.name}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        )}
      </Field>
      <SwitchField
        label={t("senders.reminds")}
        hint={t("senders.remindsHint")}
        checked={draft.reminds}
        onChange={(reminds) => change({ reminds })}
      />
      {draft.reminds && (
        <Field
          label={t("senders.hours")}
          hint={t("senders.hoursHint")}
          fault={faultOf("payment_reminder_hours")}
        >
          {(ids) => (
            <Input
              {...ids}
              inputMode="numeric"
              autoComplete="off"
              value={draft.hours}
              onChange={(event) => change({ hours: event.target.value })}
            />
          )}
        </Field>
      )}
    </FormDrawer>
  )
}
