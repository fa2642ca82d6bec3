import { Button, Label, Prompt, Textarea } from "@medusajs/ui"
import type { FormEvent, ReactNode } from "react"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import { useErrorText } from "../../../hooks/use-error-text"
import type { CrmError } from "../../../lib/client"

type ReasonPromptProps = {
  title: string
  description: ReactNode
  confirm: string
  danger?: boolean
  reasonRequired?: boolean
  isPending: boolean
  error: CrmError | null
  onConfirm: (reason: string) => void
  onClose: () => void
}

/** Asks "really, and why?". Stays open with the server's sentence when the server refuses. */
export const ReasonPrompt = (props: ReasonPromptProps) => {
  const { title, description, confirm, danger, isPending, error, onConfirm, onClose } = props
  const { t } = useTranslation("orders")
  const errorText = useErrorText()
  const [reason, setReason] = useState("")
  const [missing, setMissing] = useState(false)
  const id = useId()
  // The list does not know which moves need a reason: the server's refusal tells.
  const needed =
    props.reasonRequired ||
    error?.code === "reason_required" ||
    Boolean(error?.fields.some((field) => field.path === "reason"))
  const fault = missing ? t("prompt.reasonRequired") : error ? errorText(error) : null

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const text = reason.trim()
    setMissing(needed && !text)
    if (!needed || text) {
      onConfirm(text)
    }
  }

  return (
    <Prompt open onOpenChange={(open) => !open && onClose()} variant="confirmation">
      <Prompt.Content className="w-[calc(100%-2rem)] max-w-[440px]">
        <form onSubmit={submit}>
          <Prompt.Header>
            <Prompt.Title>{title}</Prompt.Title>
            <Prompt.Description asChild>
              <div>{description}</div>
            </Prompt.Description>
          </Prompt.Header>
          <div className="flex flex-col gap-y-2 px-6 pt-4">
            <Label htmlFor={id} size="small" weight="plus">
              {t("prompt.reason")}{" "}
              {!needed && (
                <span className="text-ui-fg-subtle txt-compact-small">
                  ({t("prompt.optional")})
                </span>
              )}
            </Label>
            <Textarea
              id={id}
              autoFocus
              rows={3}
              maxLength={2000}
              value={reason}
              placeholder={t("prompt.reasonPlaceholder")}
              aria-invalid={Boolean(fault)}
              aria-describedby={fault ? `${id}-fault` : undefined}
              onChange={(event) => {
                setReason(event.target.value)
                setMissing(false)
              }}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
                  submit(event)
                }
              }}
            />
            {fault && (
              <p id={`${id}-fault`} role="alert" className="text-ui-fg-error txt-small">
                {fault}
              </p>
            )}
          </div>
          <div className="flex items-center justify-end gap-x-2 p-6">
            <Button type="button" size="small" variant="secondary" onClick={onClose}>
              {t("prompt.cancel")}
            </Button>
            <Button
              type="submit"
              size="small"
              variant={danger ? "danger" : "primary"}
              isLoading={isPending}
            >
              {confirm}
            </Button>
          </div>
        </form>
      </Prompt.Content>
    </Prompt>
  )
}
