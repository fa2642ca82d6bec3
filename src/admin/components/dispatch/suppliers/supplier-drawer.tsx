import { Heading, InlineTip, Input, Select, Textarea, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useMe } from "../../../hooks/api/me"
import { useSaveSupplier } from "../../../hooks/api/suppliers"
import { useFormFaults } from "../../../hooks/use-form-faults"
import type { SettingDrafts } from "../../../lib/setting-values"
import { draftOfSetting, settingsOf } from "../../../lib/setting-values"
import type { ListedSupplier, SettingField, SupplierKind } from "../../../types/dispatch"
import { Field } from "../../common/field"
import { FormDrawer } from "../../common/form-drawer"
import { SwitchField } from "../../common/switch-field"
import { Unfold } from "../../payments/common/unfold"
import { SettingInput } from "./setting-input"

const USUAL_SILENCE = "24"

/** Secrets of several lines. */
const LONG_SECRETS: readonly string[] = ["private_key"]

const draftsOf = (kind: SupplierKind | undefined, supplier?: ListedSupplier): SettingDrafts =>
  Object.fromEntries(
    (kind?.fields ?? []).map((field) => [
      field.name,
      draftOfSetting(field, supplier?.settings[field.name]),
    ])
  )

/** A secret that was left empty stays as it is. */
const given = (secrets: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ""))

type SecretsProps = {
  fields: SettingField[]
  set: string[]
  values: Record<string, string>
  faultOf: (field: string) => string | undefined
  onChange: (values: Record<string, string>) => void
}

const Secrets = ({ fields, set, values, faultOf, onChange }: SecretsProps) => {
  const { t } = useTranslation("dispatch")
  return (
    <section className="flex flex-col gap-y-4">
      <div>
        <Heading level="h3">{t("suppliers.secrets")}</Heading>
        <p className="txt-small text-ui-fg-subtle">{t("suppliers.secretsHint")}</p>
      </div>
      {fields.map(({ name, label, required }) => {
        const text = t(`supplier.field.${label}`, { defaultValue: label.replaceAll("_", " ") })
        const props = {
          autoComplete: "new-password",
          placeholder: set.includes(name) ? t("suppliers.secretSet") : undefined,
          value: values[name] ?? "",
        }
        return (
          <Field
            key={name}
            label={required ? text : `${text} (${t("form.optional")})`}
            fault={faultOf(`secrets.${name}`)}
          >
            {(ids) =>
              LONG_SECRETS.includes(name) ? (
                <Textarea
                  {...ids}
                  {...props}
                  rows={3}
                  spellCheck={false}
                  className="font-mono"
                  onChange={(event) => onChange({ ...values, [name]: event.target.value })}
                />
              ) : (
                <Input
                  {...ids}
                  {...props}
                  type="password"
                  onChange={(event) => onChange({ ...values, [name]: event.target.value })}
                />
              )
            }
          </Field>
        )
      })}
    </section>
  )
}

type SupplierDrawerProps = {
  kinds: SupplierKind[]
  /** The supplier that is changed; a new one without it. */
  supplier?: ListedSupplier
  onClose: () => void
}

/** What a supplier needs, as its kind says. Secrets are written here and read nowhere. */
export const SupplierDrawer = ({ kinds, supplier, onClose }: SupplierDrawerProps) => {
  const { t } = useTranslation("dispatch")
  const { me } = useMe()
  // Whoever chooses where parcels are sent gets customers' addresses: that is the administrator's alone.
  const mayKeep = me?.role === "administrator"
  const [kindName, setKindName] = useState(supplier?.provider ?? kinds[0]?.name ?? "")
  const kind = kinds.find(({ name }) => name === kindName)
  const [name, setName] = useState(supplier?.name ?? "")
  const [silence, setSilence] = useState(String(supplier?.silent_after_hours ?? USUAL_SILENCE))
  const [active, setActive] = useState(supplier?.active ?? true)
  const [drafts, setDrafts] = useState(() => draftsOf(kind, supplier))
  const [secrets, setSecrets] = useState<Record<string, string>>({})
  const [broken, setBroken] = useState<string[]>([])
  const save = useSaveSupplier(supplier?.id ?? null)
  const faultOf = useFormFaults("dispatch", save.error)
  const settingFields = kind?.fields.filter((field) => field.kind !== "secret") ?? []
  const secretFields = kind?.fields.filter((field) => field.kind === "secret") ?? []
  // What works as it comes is out of the way of whoever enters a supplier for the first time.
  const needed = settingFields.filter(
    ({ required, default: usual }) => required || usual === undefined
  )
  const usual = settingFields.filter((field) => !needed.includes(field))
  const settingFault = (field: SettingField) =>
    broken.includes(field.name) ? t("setting.noJson") : faultOf(`settings.${field.name}`)

  const inputs = (fields: SettingField[]) =>
    fields.map((field) => (
      <SettingInput
        key={field.name}
        field={field}
        draft={drafts[field.name] ?? ""}
        fault={settingFault(field)}
        onChange={(draft) => setDrafts((before) => ({ ...before, [field.name]: draft }))}
      />
    ))

  const submit = () => {
    const read = settingsOf(kind?.fields ?? [], drafts)
    setBroken(read.broken)
    if (read.broken.length > 0) {
      return
    }
    save.mutate(
      {
        ...(supplier ? { active } : { provider: kindName }),
        name: name.trim(),
        settings: read.settings,
        silent_after_hours: Number(silence) || 0,
        ...(mayKeep && Object.keys(given(secrets)).length > 0 && { secrets: given(secrets) }),
      },
      {
        onSuccess: () => {
          toast.success(t("suppliers.saved", { name: name.trim() }))
          onClose()
        },
      }
    )
  }

  return (
    <FormDrawer
      title={supplier ? t("suppliers.editTitle", { name: supplier.name }) : t("suppliers.add")}
      submit={t(supplier ? "form.save" : "suppliers.add")}
      cancel={t("form.cancel")}
      error={save.error}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {!supplier && (
        <Field
          label={t("suppliers.kind")}
          hint={t(`kindHint.${kindName}`, { defaultValue: "" }) || undefined}
          fault={faultOf("provider")}
        >
          {({ id }) => (
            <Select
              value={kindName}
              onValueChange={(chosen) => {
                setKindName(chosen)
                setDrafts(draftsOf(kinds.find((one) => one.name === chosen)))
                setSecrets({})
              }}
            >
              <Select.Trigger id={id}>
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                {kinds.map((one) => (
                  <Select.Item key={one.name} value={one.name}>
                    {t(`supplier.provider.${one.name}`, { defaultValue: one.title })}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          )}
        </Field>
      )}
      <Field label={t("suppliers.name")} fault={faultOf("name")}>
        {(ids) => (
          <Input
            {...ids}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t("suppliers.silence")}
        hint={t("suppliers.silenceHint")}
        fault={faultOf("silent_after_hours")}
      >
        {(ids) => (
          <Input
            {...ids}
            inputMode="numeric"
            autoComplete="off"
            value={silence}
            onChange={(event) => setSilence(event.target.value)}
          />
        )}
      </Field>
      {!mayKeep && (
        <InlineTip variant="info" label={t("suppliers.access")}>
          {t("suppliers.notYours")}
        </InlineTip>
      )}
      {inputs(needed)}
      {mayKeep && secretFields.length > 0 && (
        <Secrets
          fields={secretFields}
          set={supplier?.secrets_set ?? []}
          values={secrets}
          faultOf={faultOf}
          onChange={setSecrets}
        />
      )}
      {usual.length > 0 && (
        <Unfold
          label={t("suppliers.more", { count: usual.length })}
          open={usual.some((field) => settingFault(field) !== undefined)}
        >
          <div className="flex flex-col gap-y-5">{inputs(usual)}</div>
        </Unfold>
      )}
      {supplier && (
        <SwitchField
          label={t("suppliers.active")}
          hint={t("suppliers.activeHint")}
          checked={active}
          onChange={setActive}
        />
      )}
    </FormDrawer>
  )
}
