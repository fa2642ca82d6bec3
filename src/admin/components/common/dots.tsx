import type { ReactNode } from "react"
import { Children } from "react"

/** Short facts in one line with dots between them; what is not there leaves no dot. */
export const Dots = ({ children }: { children: ReactNode }) => (
  <p className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap gap-x-1.5 gap-y-1">
    {Children.toArray(children).map((fact, index, facts) => (
      <span key={index} className="flex min-w-0 gap-x-1.5 break-words">
        {fact}
        {index < facts.length - 1 && <span aria-hidden="true">·</span>}
      </span>
    ))}
  </p>
)
