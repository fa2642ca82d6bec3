import { Button, StatusBadge, Text, toast } from "@medusajs/ui"
import type { FormEvent } from "react"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useRefreshAccess, useRemoveSecondFactor, useSecondFactor } from "../../hooks/api/access"
import { useErrorText } from "../../hooks/use-error-text"
import { CodeField } from "./code-field"
import { SetUpFactor } from "./set-up-factor"

const Remove = () => {
  const { t } = useTranslation("staff")
  const [asked, setAsked] = useState(false)
  const [code, setCode] = useState("")
  const remove = useRemoveSecondFactor()
  const errorText = useErrorText()
  if (!asked) {
    return (
      <Button size="small" variant="secondary" onClick={() => setAsked(true)}>
        {t("factor.remove")}
      </Button>
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    remove.mutate(code, { onSuccess: () => toast.success(t("factor.removed")) })
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col items-start gap-y-3">
      <CodeField
        autoFocus
        label={t("factor.code")}
        value={code}
        fault={remove.error ? errorText(remove.error) : undefined}
        onChange={setCode}
      />
      <Button type="submit" size="small" variant="danger" isLoading={remove.isPending}>
        {t("factor.remove")}
      </Button>
    </form>
  )
}

/** The signed-in person's second factor: on or off, and how to change that. */
export const OwnFactor = () => {
  const { t } = useTranslation("staff")
  const { data: factor } = useSecondFactor()
  const refresh = useRefreshAccess()
  // It is on before the recovery codes are written down: they stay until then.
  const [settingUp, setSettingUp] = useState(false)
  const done = () => {
    setSettingUp(false)
    void refresh()
  }
  if (!factor) {
    return null
  }
  return (
    <div className="flex flex-col items-start gap-y-3">
      <StatusBadge color={factor.enabled ? "green" : "grey"}>
        {t(factor.enabled ? "factor.on" : "factor.off")}
      </StatusBadge>
      {(!factor.enabled || settingUp) && (
        <SetUpFactor onBegin={() => setSettingUp(true)} onDone={done} />
      )}
      {factor.enabled && !settingUp && factor.demanded && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("factor.demanded")}
        </Text>
      )}
      {factor.enabled && !settingUp && !factor.demanded && <Remove />}
    </div>
  )
}
