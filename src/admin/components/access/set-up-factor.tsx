import { Button, Copy, InlineTip, Text } from "@medusajs/ui"
import type { FormEvent } from "react"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useConfirmSecondFactor, useStartSecondFactor } from "../../hooks/api/access"
import { useErrorText } from "../../hooks/use-error-text"
import type { NewSecondFactor } from "../../types/access"
import { CodeField } from "./code-field"
import { QrPicture } from "./qr-picture"

/** In fours, as one types it. */
const inGroups = (secret: string): string => secret.match(/.{1,4}/g)?.join(" ") ?? secret

type DoneProps = {
  /** The recovery codes are written down. */
  onDone: () => void
}

const RecoveryCodes = ({ codes, onDone }: DoneProps & { codes: string[] }) => {
  const { t } = useTranslation("staff")
  return (
    <div className="flex flex-col gap-y-3">
      <InlineTip variant="warning" label={t("factor.recoveryTitle")}>
        {t("factor.recoveryText")}
      </InlineTip>
      <ul className="txt-compact-small text-ui-fg-base grid gap-1 font-mono">
        {codes.map((code) => (
          <li key={code} className="break-all">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex items-center gap-x-2">
        <Copy content={codes.join("\n")} asChild>
          <Button size="small" variant="secondary">
            {t("factor.copy")}
          </Button>
        </Copy>
        <Button size="small" onClick={onDone}>
          {t("factor.written")}
        </Button>
      </div>
    </div>
  )
}

const Enrolment = ({ made, onDone }: DoneProps & { made: NewSecondFactor }) => {
  const { t } = useTranslation("staff")
  const [code, setCode] = useState("")
  const confirm = useConfirmSecondFactor()
  const errorText = useErrorText()
  if (confirm.data) {
    return <RecoveryCodes codes={confirm.data.recovery_codes} onDone={onDone} />
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate(code)
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-y-4">
      <ol className="txt-small text-ui-fg-base list-decimal space-y-3 ps-5">
        <li>{t("factor.step1")}</li>
        <li>
          {t("factor.step2")}
          <QrPicture text={made.otpauth_url} label={t("factor.picture")} />
          <div className="mt-2 flex flex-wrap items-center gap-2">
            <code className="bg-ui-bg-component border-ui-border-base break-all rounded-md border px-2 py-1">
              {inGroups(made.secret)}
            </code>
            <Copy content={made.secret} asChild>
              <Button type="button" size="small" variant="transparent">
                {t("factor.copy")}
              </Button>
            </Copy>
          </div>
          <a
            href={made.otpauth_url}
            className="text-ui-tag-blue-text focus-visible:shadow-borders-focus mt-2 inline-block rounded outline-none hover:underline"
          >
            {t("factor.open")}
          </a>
        </li>
        <li>{t("factor.step3")}</li>
      </ol>
      <CodeField
        autoFocus
        label={t("factor.code")}
        value={code}
        fault={confirm.error ? errorText(confirm.error) : undefined}
        onChange={setCode}
      />
      <div>
        <Button type="submit" size="small" isLoading={confirm.isPending}>
          {t("factor.switchOn")}
        </Button>
      </div>
    </form>
  )
}

type SetUpFactorProps = DoneProps & { onBegin?: () => void }

/** From "no second factor" to ten recovery codes. */
export const SetUpFactor = ({ onBegin, onDone }: SetUpFactorProps) => {
  const { t } = useTranslation("staff")
  const start = useStartSecondFactor()
  const errorText = useErrorText()
  if (start.data) {
    return <Enrolment made={start.data} onDone={onDone} />
  }
  return (
    <div className="flex flex-col items-start gap-y-3">
      <Text size="small" className="text-ui-fg-subtle">
        {t("factor.why")}
      </Text>
      <Button
        size="small"
        isLoading={start.isPending}
        onClick={() => start.mutate(undefined, { onSuccess: onBegin })}
      >
        {t("factor.setUp")}
      </Button>
      {start.error && (
        <p role="alert" className="text-ui-fg-error txt-small">
          {errorText(start.error)}
        </p>
      )}
    </div>
  )
}
