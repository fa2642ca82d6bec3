import { Button, Checkbox, Heading, Input, Label, Text } from "@medusajs/ui"
import type { FormEvent } from "react"
import { useRef, useState } from "react"
import { useTranslation } from "react-i18next"

import { useSignIn } from "../../hooks/api/sign-in"
import type { CrmError } from "../../lib/client"
import { LanguageSwitch } from "../shell/language-switch"
import { Logo } from "../shell/logo"
import { PasswordInput } from "./password-input"

type SignInFormProps = { onSignedIn: () => void | Promise<void> }

type Missing = "usernameMissing" | "passwordMissing" | "codeMissing" | null

const REASON_OF_CODE: Record<string, string> = {
  offline: "offline",
  invalid_credentials: "wrong",
  account_inactive: "inactive",
  too_many_attempts: "tooMany",
  locked_out: "lockedOut",
  wrong_code: "wrongCode",
  second_factor_required: "codeMissing",
}

const reasonOf = (error: CrmError): string =>
  REASON_OF_CODE[error.code] ?? (error.status === 401 ? "wrong" : "unknown")

export const SignInForm = ({ onSignedIn }: SignInFormProps) => {
  const { t } = useTranslation("staff")
  const signIn = useSignIn()
  const [missing, setMissing] = useState<Missing>(null)
  const [remember, setRemember] = useState(false)
  const username = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const code = useRef<HTMLInputElement>(null)
  const [asksCode, setAsksCode] = useState(false)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    // Read from the fields, because a password manager may fill them without a change event.
    const email = username.current?.value.trim() ?? ""
    const secret = password.current?.value ?? ""
    if (!email || !secret) {
      setMissing(email ? "passwordMissing" : "usernameMissing")
      ;(email ? password : username).current?.focus()
      return
    }
    const answer = code.current?.value.trim() ?? ""
    if (asksCode && !answer) {
      setMissing("codeMissing")
      code.current?.focus()
      return
    }
    setMissing(null)
    signIn.mutate(
      { email, password: secret, remember, code: answer || undefined },
      {
        onSuccess: onSignedIn,
        onError: (error) => {
          if (error.code === "second_factor_required") {
            setAsksCode(true)
          } else {
            ;(error.code === "wrong_code" ? code : password).current?.select()
          }
        },
      }
    )
  }

  const fault = missing
    ? t(`signIn.error.${missing}`)
    : signIn.error && (asksCode ? signIn.error.code !== "second_factor_required" : true)
      ? t(`signIn.error.${reasonOf(signIn.error)}`, { status: signIn.error.status })
      : null

  return (
    <section aria-labelledby="sign-in-title" className="flex w-full flex-col gap-y-6">
      <div className="flex flex-col items-center gap-y-4">
        <Logo className="h-12 w-12" />
        <div className="flex flex-col items-center gap-y-1 text-center">
          <Heading level="h1" id="sign-in-title">
            {t("signIn.title")}
          </Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {t("signIn.subtitle")}
          </Text>
        </div>
      </div>
      <form noValidate onSubmit={submit} className="flex flex-col gap-y-4">
        <div className="flex flex-col gap-y-1.5">
          <Label htmlFor="sign-in-username" size="small" weight="plus">
            {t("signIn.username")}
          </Label>
          <Input
            ref={username}
            id="sign-in-username"
            name="email"
            type="email"
            autoFocus
            autoComplete="username"
            placeholder={t("signIn.usernamePlaceholder")}
            aria-invalid={missing === "usernameMissing"}
            aria-describedby={fault ? "sign-in-fault" : undefined}
          />
        </div>
        <div className="flex flex-col gap-y-1.5">
          <Label htmlFor="sign-in-password" size="small" weight="plus">
            {t("signIn.password")}
          </Label>
          <PasswordInput
            ref={password}
            id="sign-in-password"
            name="password"
            autoComplete="current-password"
            placeholder={t("signIn.passwordPlaceholder")}
            aria-invalid={missing === "passwordMissing"}
            aria-describedby={fault ? "sign-in-fault" : undefined}
          />
        </div>
        {asksCode && (
          <div className="flex flex-col gap-y-1.5">
            <Label htmlFor="sign-in-code" size="small" weight="plus">
              {t("signIn.code")}
            </Label>
            <Input
              ref={code}
              id="sign-in-code"
              name="code"
              autoFocus
              autoComplete="one-time-code"
              placeholder={t("signIn.codePlaceholder")}
              aria-invalid={missing === "codeMissing"}
              aria-describedby="sign-in-code-hint"
            />
            <Text size="small" id="sign-in-code-hint" className="text-ui-fg-subtle">
              {t("signIn.codeHint")}
            </Text>
          </div>
        )}
        <div className="flex items-center gap-x-2">
          <Checkbox
            id="sign-in-remember"
            checked={remember}
            onCheckedChange={(checked) => setRemember(checked === true)}
          />
          <Label htmlFor="sign-in-remember" size="small" className="cursor-pointer">
            {t("signIn.remember")}
          </Label>
        </div>
        <div role="alert" id="sign-in-fault" className="empty:hidden">
          {fault && (
            <Text size="small" className="text-ui-fg-error">
              {fault}
            </Text>
          )}
        </div>
        <Button
          type="submit"
          className="w-full !bg-emerald-700 !text-white after:hidden hover:!bg-emerald-800 disabled:!bg-emerald-700/60"
          disabled={signIn.isPending || signIn.isSuccess}
        >
          {t(signIn.isPending || signIn.isSuccess ? "signIn.submitting" : "signIn.submit")}
        </Button>
      </form>
      <div className="flex justify-center">
        <LanguageSwitch label={t("signIn.language")} />
      </div>
    </section>
  )
}
