import { PauseSolid } from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useHoldAll } from "../../../hooks/api/mail-settings"
import { useErrorText } from "../../../hooks/use-error-text"
import { PromptForm } from "../../common/prompt-form"

/** Stops everything that would go out, and loses nothing. */
export const HoldAll = () => {
  const { t } = useTranslation("mail")
  const errorText = useErrorText()
  const [asking, setAsking] = useState(false)
  const { mutate, isPending, error } = useHoldAll()
  return (
    <>
      <Button size="small" variant="secondary" onClick={() => setAsking(true)}>
        <PauseSolid />
        {t("hold.begin")}
      </Button>
      {asking && (
        <PromptForm
          danger
          title={t("hold.askTitle")}
          description={t("hold.askText")}
          confirm={t("hold.begin")}
          isPending={isPending}
          fault={error && errorText(error)}
          onSubmit={() =>
            mutate(
              { hold_all: true },
              {
                onSuccess: () => {
                  toast.success(t("hold.begun"))
                  setAsking(false)
                },
              }
            )
          }
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
