import { clx, Prompt } from "@medusajs/ui"
import type { ComponentProps } from "react"

/**
 * The box of a prompt is given the focus itself unless a field in it has asked for it. Left alone, a
 * prompt without Medusa's own cancel button gets none at all: it would not be read out, nor heard by Tab.
 */
const focusInside = (event: Event): void => {
  event.preventDefault()
  const box = event.currentTarget
  if (box instanceof HTMLElement && !box.contains(document.activeElement)) {
    box.focus()
  }
}

/** What a prompt consists of, also on a narrow screen. */
export const PromptContent = ({ className, ...props }: ComponentProps<typeof Prompt.Content>) => (
  <Prompt.Content
    className={clx("w-[calc(100%-2rem)]", className)}
    onOpenAutoFocus={focusInside}
    {...props}
  />
)
