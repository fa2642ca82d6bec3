import { InlineTip, Input, Select, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useSaveMailAccount } from "../../../hooks/api/mail-settings"
import { useMe } from "../../../hooks/api/me"
import { useFormFaults } from "../../../hooks/use-form-faults"
import type { MailAccount, MailSecurity } from "../../../types/mail"
import { MAIL_SECURITIES } from "../../../types/mail"
import { Field } from "../../common/field"
import { FormDrawer } from "../../common/form-drawer"
import { SwitchField } from "../../common/switch-field"

/** The usual port of each way; changed with it as long as nobody has typed another. */
const PORTS: Record<MailSecurity, string> = { tls: "465", starttls: "587", none: "25" }

type Draft = {
  name: string
  host: string
  port: string
  security: MailSecurity
  username: string
  password: string
  max_connections: string
  rate_per_second: string
  is_default: boolean
  active: boolean
}

const draftOf = (account?: MailAccount): Draft => ({
  name: account?.name ?? "",
  host: account?.host ?? "",
  port: String(account?.port ?? PORTS.starttls),
  security: account?.security ?? "starttls",
  username: account?.username ?? "",
  password: "",
  max_connections: String(account?.max_connections ?? 5),
  rate_per_second: account?.rate_per_second ? String(Number(account.rate_per_second)) : "",
  is_default: account?.is_default ?? false,
  active: account?.active ?? true,
})

type AccountDrawerProps = {
  /** The account that is changed; a new one without it. */
  account?: MailAccount
  onClose: () => void
}

/** What a mail server needs. The password is written here and read nowhere. */
export const AccountDrawer = ({ account, onClose }: AccountDrawerProps) => {
  const { t } = useTranslation("mail")
  const { me } = useMe()
  // The password goes to whoever answers at the address: both are the administrator's alone.
  const mayKeep = me?.role === "administrator" && !account?.from_environment
  const [draft, setDraft] = useState(() => draftOf(account))
  const save = useSaveMailAccount(account?.id ?? null)
  const faultOf = useFormFaults("mail", save.error)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))

  const submit = () =>
    save.mutate(
      {
        ...(!account?.from_environment && { name: draft.name.trim() }),
        ...(mayKeep && {
          host: draft.host.trim(),
          port: Number(draft.port),
          security: draft.security,
          username: draft.username.trim() || null,
          ...(draft.password && { password: draft.password }),
        }),
        max_connections: Number(draft.max_connections),
        rate_per_second: draft.rate_per_second.trim()
          ? Number(draft.rate_per_second.replace(",", "."))
          : null,
        is_default: draft.is_default,
        ...(account && !account.from_environment && { active: draft.active }),
      },
      {
        onSuccess: () => {
          toast.success(t("accounts.saved", { name: draft.name.trim() }))
          onClose()
        },
      }
    )

  return (
    <FormDrawer
      title={account ? t("accounts.editTitle", { name: account.name }) : t("accounts.addTitle")}
      submit={t(account ? "form.save" : "accounts.add")}
      cancel={t("form.cancel")}
      error={save.error}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {!account?.from_environment && (
        <Field label={t("accounts.name")} hint={t("accounts.nameHint")} fault={faultOf("name")}>
          {(ids) => (
            <Input
              {...ids}
              autoComplete="off"
              value={draft.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
      )}
      {!mayKeep && (
        <InlineTip variant="info" label={t("accounts.access")}>
          {t(account?.from_environment ? "accounts.fromEnvironmentText" : "accounts.notYours")}
        </InlineTip>
      )}
      {mayKeep && (
        <>
          <div className="grid grid-cols-[minmax(0,1fr)_96px] gap-x-3">
            <Field label={t("accounts.host")} fault={faultOf("host")}>
              {(ids) => (
                <Input
                  {...ids}
                  autoComplete="off"
                  spellCheck={false}
                  value={draft.host}
                  onChange={(event) => change({ host: event.target.value })}
                />
              )}
            </Field>
            <Field label={t("accounts.port")} fault={faultOf("port")}>
              {(ids) => (
                <Input
                  {...ids}
                  inputMode="numeric"
                  autoComplete="off"
                  value={draft.port}
                  onChange={(event) => change({ port: event.target.value })}
                />
              )}
            </Field>
          </div>
          <Field
            label={t("accounts.security")}
            hint={t(`accounts.securityHint.${draft.security}`)}
            fault={faultOf("security")}
          >
            {({ id }) => (
              <Select
                value={draft.security}
                onValueChange={(value) => {
                  const security = MAIL_SECURITIES.find((one) => one === value) ?? "starttls"
                  const isUsual = Object.values(PORTS).includes(draft.port)
                  change({ security, port: isUsual ? PORTS[security] : draft.port })
                }}
              >
                <Select.Trigger id={id}>
                  <Select.Value />
                </Select.Trigger>
                <Select.Content>
                  {MAIL_SECURITIES.map((security) => (
                    <Select.Item key={security} value={security}>
                      {t(`accounts.securityName.${security}`)}
                    </Select.Item>
                  ))}
                </Select.Content>
              </Select>
            )}
          </Field>
          <Field label={t("accounts.username")} fault={faultOf("username")}>
            {(ids) => (
              <Input
                {...ids}
                autoComplete="off"
                spellCheck={false}
                value={draft.username}
                onChange={(event) => change({ username: event.target.value })}
              />
            )}
          </Field>
          <Field
            label={t("accounts.password")}
            hint={t("accounts.passwordHint")}
            fault={faultOf("password")}
          >
            {(ids) => (
              <Input
                {...ids}
                type="password"
                autoComplete="new-password"
                placeholder={account?.password_set ? t("accounts.passwordSet") : undefined}
                value={draft.password}
                onChange={(event) => change({ password: event.target.value })}
              />
            )}
          </Field>
        </>
      )}
      <div className="grid grid-cols-2 gap-x-3">
        <Field label={t("accounts.connections")} fault={faultOf("max_connections")}>
          {(ids) => (
            <Input
              {...ids}
              inputMode="numeric"
              autoComplete="off"
              value={draft.max_connections}
              onChange={(event) => change({ max_connections: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("accounts.ratePerSecond")} fault={faultOf("rate_per_second")}>
          {(ids) => (
            <Input
              {...ids}
              inputMode="decimal"
              autoComplete="off"
              placeholder={t("accounts.noRateShort")}
              value={draft.rate_per_second}
              onChange={(event) => change({ rate_per_second: event.target.value })}
            />
          )}
        </Field>
      </div>
      <SwitchField
        label={t("accounts.isDefault")}
        hint={t("accounts.isDefaultHint")}
        checked={draft.is_default}
        onChange={(is_default) => change({ is_default })}
      />
      {account && !account.from_environment && (
        <SwitchField
          label={t("accounts.active")}
          hint={t("accounts.activeHint")}
          checked={draft.active}
          onChange={(active) => change({ active })}
        />
      )}
    </FormDrawer>
  )
}
