import { Button, clx, Prompt } from "@medusajs/ui"
import type { FormEvent, ReactNode } from "react"
import { useId } from "react"
import { useTranslation } from "react-i18next"

import { useHeldOrders } from "../../hooks/use-held-orders"
import { PromptContent } from "./prompt-content"

type PromptFormProps = {
  title: string
  /** What will happen. */
  description: ReactNode
  confirm: string
  danger?: boolean
  isPending: boolean
  /** Why it did not work, or why it cannot. */
  fault?: string | null
  /** Nothing can be sent as things stand. */
  disabled?: boolean
  wide?: boolean
  onSubmit: () => void
  onClose: () => void
  children?: ReactNode
}

/** Asks before something is done. Stays open, with the sentence, when the server refuses. */
export const PromptForm = (props: PromptFormProps) => {
  const { title, description, confirm, danger, isPending, fault, disabled, wide } = props
  const { onSubmit, onClose, children } = props
  const { t } = useTranslation("orders")
  const id = useId()
  useHeldOrders()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    // React brings the events of a dialog to the form that it was opened from.
    event.stopPropagation()
    if (!disabled && !isPending) {
      onSubmit()
    }
  }

  return (
    <Prompt open onOpenChange={(open) => !open && onClose()} variant="confirmation">
      <PromptContent
        className={clx(
          "max-h-[calc(100dvh-2rem)] overflow-y-auto",
          wide ? "max-w-[560px]" : "max-w-[440px]"
        )}
      >
        <form onSubmit={submit} noValidate aria-describedby={fault ? id : undefined}>
          <Prompt.Header>
            <Prompt.Title>{title}</Prompt.Title>
            <Prompt.Description asChild>
              <div>{description}</div>
            </Prompt.Description>
          </Prompt.Header>
          {(children || fault) && (
            <div className="flex flex-col gap-y-4 px-6 pt-4">
              {children}
              {fault && (
                <p id={id} role="alert" className="text-ui-fg-error txt-small">
                  {fault}
                </p>
              )}
            </div>
          )}
          <div className="flex items-center justify-end gap-x-2 p-6">
            <Button type="button" size="small" variant="secondary" onClick={onClose}>
              {t("prompt.cancel")}
            </Button>
            <Button
              type="submit"
              size="small"
              variant={danger ? "danger" : "primary"}
              disabled={disabled}
              isLoading={isPending}
            >
              {confirm}
            </Button>
          </div>
        </form>
      </PromptContent>
    </Prompt>
  )
}
