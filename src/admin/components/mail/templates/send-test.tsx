import { Input, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useSendTest } from "../../../hooks/api/mail-templates"
import { useMe } from "../../../hooks/api/me"
import { useErrorText } from "../../../hooks/use-error-text"
import type { PreviewInput } from "../../../types/mail"
import { Field } from "../../common/field"
import { PromptForm } from "../../common/prompt-form"

type SendTestProps = { input: PreviewInput; onClose: () => void }

/** The letter as it stands on the page, saved or not, to an address of one's own. */
export const SendTest = ({ input, onClose }: SendTestProps) => {
  const { t } = useTranslation("mail")
  const errorText = useErrorText()
  const { me } = useMe()
  const [to, setTo] = useState(me?.user.email ?? "")
  const { mutate, isPending, error, data } = useSendTest()
  const notSent = data && data.outcome !== "sent" ? data.answer : null

  return (
    <PromptForm
      title={t("test.title")}
      description={t("test.text")}
      confirm={t("test.confirm")}
      isPending={isPending}
      disabled={!to.trim()}
      fault={error ? errorText(error) : notSent && t("test.notSent", { answer: notSent })}
      onSubmit={() =>
        mutate(
          { ...input, to: to.trim() },
          {
            onSuccess: ({ outcome, answer }) => {
              if (outcome === "sent") {
                toast.success(t("test.sent", { to: to.trim() }), { description: answer })
                onClose()
              }
            },
          }
        )
      }
      onClose={onClose}
    >
      <Field label={t("test.to")}>
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            type="email"
            autoComplete="email"
            value={to}
            onChange={(event) => setTo(event.target.value)}
          />
        )}
      </Field>
    </PromptForm>
  )
}
