import { Button, FocusModal, Heading, Text } from "@medusajs/ui"
import { useEffect, useState } from "react"
import { useTranslation } from "react-i18next"
import { useHref } from "react-router-dom"

import { useSecondFactor } from "../../hooks/api/access"
import { useMe } from "../../hooks/api/me"
import { send } from "../../lib/client"
import { SetUpFactor } from "./set-up-factor"

const SignInAgain = () => {
  const { t } = useTranslation("staff")
  const login = useHref("/login")
  const leave = async () => {
    await send("/auth/session", { method: "DELETE" })
    window.location.assign(login)
  }
  return (
    <div className="flex flex-col items-start gap-y-3">
      <Text size="small" className="text-ui-fg-subtle">
        {t("factor.again")}
      </Text>
      <Button size="small" onClick={() => void leave()}>
        {t("factor.signIn")}
      </Button>
    </div>
  )
}

const Gate = () => {
  const { t } = useTranslation("staff")
  const { data: factor } = useSecondFactor()
  const [settingUp, setSettingUp] = useState(false)
  return (
    <FocusModal open>
      <FocusModal.Content
        aria-describedby={undefined}
        onEscapeKeyDown={(event) => event.preventDefault()}
      >
        <FocusModal.Body className="flex flex-col items-center overflow-y-auto px-4 py-16">
          <div className="flex w-full max-w-[520px] flex-col gap-y-4">
            <FocusModal.Title asChild>
              <Heading level="h1">{t("factor.neededTitle")}</Heading>
            </FocusModal.Title>
            <Text size="small">{t("factor.neededText")}</Text>
            {factor &&
              (factor.enabled && !settingUp ? (
                <SignInAgain />
              ) : (
                <SetUpFactor
                  onBegin={() => setSettingUp(true)}
                  onDone={() => window.location.reload()}
                />
              ))}
          </div>
        </FocusModal.Body>
      </FocusModal.Content>
    </FocusModal>
  )
}

/** Stands before every page as long as a role's second factor is missing; the server opens nothing either. */
export const FactorGate = () => {
  const { me } = useMe()
  const isNeeded = Boolean(me?.second_factor?.demanded && !me.second_factor.passed)
  // Once it is closed it opens with a fresh page only: the recovery codes are still to be read.
  const [closed, setClosed] = useState(false)
  useEffect(() => {
    if (isNeeded) {
      setClosed(true)
    }
  }, [isNeeded])
  return isNeeded || closed ? <Gate /> : null
}
