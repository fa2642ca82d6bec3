import { Checkbox, Heading, InlineTip, Input, Label, Select, toast } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import { useMe } from "../../../hooks/api/me"
import { useSaveAccount } from "../../../hooks/api/processors"
import { useFormFaults } from "../../../hooks/use-form-faults"
import type { PaymentMethod } from "../../../types/orders"
import type {
  AccountField,
  EcheckApprovedWhen,
  Processor,
  ProcessorAccount,
} from "../../../types/payments"
import { Field } from "../../common/field"
import { FormDrawer } from "../../common/form-drawer"
import { SwitchField } from "../../common/switch-field"

const ECHECK_TIMES = ["settled", "accepted"] as const satisfies readonly EcheckApprovedWhen[]

type Draft = {
  name: string
  methods: PaymentMethod[]
  base_url: string
  settings: Record<string, string>
  secrets: Record<string, string>
  echeck_approved_when: EcheckApprovedWhen
  active: boolean
}

const draftOf = (processor: Processor | undefined, account?: ProcessorAccount): Draft => ({
  name: account?.name ?? "",
  methods: account?.methods ?? processor?.methods ?? [],
  base_url: account?.base_url ?? "",
  settings: account?.settings ?? {},
  secrets: {},
  echeck_approved_when: account?.echeck_approved_when ?? "settled",
  active: account?.active ?? true,
})

/** A secret that was left empty stays as it is. */
const given = (secrets: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ""))

type MethodsFieldProps = {
  methods: PaymentMethod[]
  chosen: PaymentMethod[]
  onChange: (methods: PaymentMethod[]) => void
}

const MethodsField = ({ methods, chosen, onChange }: MethodsFieldProps) => {
  const { t } = useTranslation("payments")
  const { t: orders } = useTranslation("orders")
  const id = useId()
  return (
    <fieldset className="flex flex-col gap-y-2">
      <legend className="txt-compact-small-plus text-ui-fg-base mb-2">
        {t("processors.methods")}
      </legend>
      {methods.map((method) => (
        <div key={method} className="flex items-center gap-x-2">
          <Checkbox
            id={`${id}-${method}`}
            checked={chosen.includes(method)}
            onCheckedChange={(checked) =>
              onChange(
                methods.filter((one) => (one === method ? checked === true : chosen.includes(one)))
              )
            }
          />
          <Label htmlFor={`${id}-${method}`} size="small" className="cursor-pointer">
            {orders(`method.${method}`)}
          </Label>
        </div>
      ))}
    </fieldset>
  )
}

type AccountDrawerProps = {
  processors: Processor[]
  /** The account that is changed; a new one without it. */
  account?: ProcessorAccount
  onClose: () => void
}

/** What an account needs. Secrets are written here and read nowhere. */
export const AccountDrawer = ({ processors, account, onClose }: AccountDrawerProps) => {
  const { t } = useTranslation("payments")
  const { me } = useMe()
  // Keys go to whoever answers at the address: both are the administrator's alone.
  const mayKeep = me?.role === "administrator"
  const [processorName, setProcessorName] = useState(account?.processor ?? processors[0]?.name)
  const processor = processors.find(({ name }) => name === processorName)
  const [draft, setDraft] = useState(() => draftOf(processor, account))
  const save = useSaveAccount(account?.id ?? null)
  const faultOf = useFormFaults("payments", save.error)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const labelOf = ({ name, label, required }: AccountField): string => {
    const text = t(`processors.field.${name}`, { defaultValue: label })
    return required ? text : `${text} (${t("form.optional")})`
  }

  const submit = () =>
    save.mutate(
      {
        ...(account ? { active: draft.active } : { processor: processorName }),
        name: draft.name.trim(),
        methods: draft.methods,
        settings: draft.settings,
        ...(mayKeep && { base_url: draft.base_url.trim(), secrets: given(draft.secrets) }),
        echeck_approved_when: draft.echeck_approved_when,
      },
      {
        onSuccess: () => {
          toast.success(t("processors.saved", { name: draft.name.trim() }))
          onClose()
        },
      }
    )

  return (
    <FormDrawer
      title={account ? t("processors.editTitle", { name: account.name }) : t("processors.addTitle")}
      submit={t(account ? "form.save" : "processors.add")}
      cancel={t("form.cancel")}
      error={save.error}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {!account && (
        <Field label={t("processors.processor")} fault={faultOf("processor")}>
          {({ id }) => (
            <Select
              value={processorName}
              onValueChange={(name) => {
                setProcessorName(name)
                setDraft((before) => ({
                  ...draftOf(processors.find((one) => one.name === name)),
                  name: before.name,
                }))
              }}
            >
              <Select.Trigger id={id}>
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                {processors.map(({ name, title }) => (
                  <Select.Item key={name} value={name}>
                    {title}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          )}
        </Field>
      )}
      <Field label={t("processors.name")} hint={t("processors.nameHint")} fault={faultOf("name")}>
        {(ids) => (
          <Input
            {...ids}
            autoComplete="off"
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      {processor && (
        <MethodsField
          methods={processor.methods}
          chosen={draft.methods}
          onChange={(methods) => change({ methods })}
        />
      )}
      {mayKeep && (
        <Field
          label={t("processors.baseUrl")}
          hint={t("processors.baseUrlHint")}
          fault={faultOf("base_url")}
        >
          {(ids) => (
            <Input
              {...ids}
              type="url"
              autoComplete="off"
              spellCheck={false}
              value={draft.base_url}
              onChange={(event) => change({ base_url: event.target.value })}
            />
          )}
        </Field>
      )}
      {processor?.account_fields.settings.map((field) => (
        <Field key={field.name} label={labelOf(field)} fault={faultOf(`settings.${field.name}`)}>
          {(ids) => (
            <Input
              {...ids}
              autoComplete="off"
              spellCheck={false}
              value={draft.settings[field.name] ?? ""}
              onChange={(event) =>
                change({ settings: { ...draft.settings, [field.name]: event.target.value } })
              }
            />
          )}
        </Field>
      ))}
      {!mayKeep && (
        <InlineTip variant="info" label={t("processors.secrets")}>
          {t("processors.secretsNotYours")}
        </InlineTip>
      )}
      {mayKeep && processor && processor.account_fields.secrets.length > 0 && (
        <section className="flex flex-col gap-y-4">
          <div>
            <Heading level="h3">{t("processors.secrets")}</Heading>
            <p className="txt-small text-ui-fg-subtle">{t("processors.secretsHint")}</p>
          </div>
          {processor.account_fields.secrets.map((field) => {
            const isSet = account?.secrets_set.includes(field.name)
            return (
              <Field
                key={field.name}
                label={labelOf(field)}
                fault={faultOf(`secrets.${field.name}`)}
              >
                {(ids) => (
                  <Input
                    {...ids}
                    type="password"
                    autoComplete="new-password"
                    placeholder={isSet ? t("processors.secretSet") : undefined}
                    value={draft.secrets[field.name] ?? ""}
                    onChange={(event) =>
                      change({ secrets: { ...draft.secrets, [field.name]: event.target.value } })
                    }
                  />
                )}
              </Field>
            )
          })}
        </section>
      )}
      {draft.methods.includes("echeck") && (
        <Field label={t("processors.echeck")} hint={t("processors.echeckHint")}>
          {({ id }) => (
            <Select
              value={draft.echeck_approved_when}
              onValueChange={(value) =>
                change({
                  echeck_approved_when: ECHECK_TIMES.find((when) => when === value) ?? "settled",
                })
              }
            >
              <Select.Trigger id={id}>
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                {ECHECK_TIMES.map((when) => (
                  <Select.Item key={when} value={when}>
                    {t(`processors.echeckWhen.${when}`)}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          )}
        </Field>
      )}
      {account && (
        <SwitchField
          label={t("processors.active")}
          hint={t("processors.activeHint")}
          checked={draft.active}
          onChange={(active) => change({ active })}
        />
      )}
    </FormDrawer>
  )
}
