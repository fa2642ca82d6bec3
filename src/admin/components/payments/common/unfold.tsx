import { ChevronDownMini } from "@medusajs/icons"
import type { ReactNode } from "react"

type UnfoldProps = { label: string; open?: boolean; children: ReactNode }

/** More for whoever wants it: opens by mouse, touch and keyboard alike. */
export const Unfold = ({ label, open, children }: UnfoldProps) => (
  <details open={open} className="group min-w-0">
    <summary className="txt-compact-small text-ui-fg-subtle hover:text-ui-fg-base focus-visible:shadow-borders-focus flex w-fit cursor-pointer list-none items-center gap-x-1 rounded outline-none [&::-webkit-details-marker]:hidden">
      <ChevronDownMini className="transition-transform group-open:rotate-180" />
      {label}
    </summary>
    <div className="mt-3">{children}</div>
  </details>
)
