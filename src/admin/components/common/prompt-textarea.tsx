import { Textarea } from "@medusajs/ui"
import type { ComponentProps, KeyboardEvent } from "react"

const sendOnCtrlEnter = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    event.currentTarget.form?.requestSubmit()
  }
}

/** A few lines of text in a prompt. Ctrl + Enter sends the form it stands in. */
export const PromptTextarea = (props: ComponentProps<typeof Textarea>) => (
  <Textarea rows={3} onKeyDown={sendOnCtrlEnter} {...props} />
)
