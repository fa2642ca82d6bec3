import { Button, Label, Textarea, toast } from "@medusajs/ui"
import type { FormEvent } from "react"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import { useAddNote } from "../../../hooks/api/orders"
import { useErrorText } from "../../../hooks/use-error-text"

export const NoteForm = ({ orderId }: { orderId: string }) => {
  const { t } = useTranslation("orders")
  const [text, setText] = useState("")
  const { mutate, isPending, error } = useAddNote()
  const errorText = useErrorText()
  const id = useId()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const note = text.trim()
    if (!note || isPending) {
      return
    }
    mutate(
      { id: orderId, text: note },
      {
        onSuccess: () => {
          setText("")
          toast.success(t("note.added"))
        },
      }
    )
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-y-2">
      <Label htmlFor={id} className="sr-only">
        {t("note.label")}
      </Label>
      <Textarea
        id={id}
        rows={2}
        maxLength={5000}
        value={text}
        placeholder={t("note.placeholder")}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            submit(event)
          }
        }}
      />
      <div className="flex items-center justify-between gap-x-4">
        <span id={`${id}-hint`} className="txt-compact-xsmall text-ui-fg-subtle">
          {t("note.hint")}
        </span>
        <Button
          type="submit"
          size="small"
          variant="secondary"
          disabled={!text.trim()}
          isLoading={isPending}
        >
          {t("note.add")}
        </Button>
      </div>
      {error && (
        <p role="alert" className="text-ui-fg-error txt-small">
          {errorText(error)}
        </p>
      )}
    </form>
  )
}
