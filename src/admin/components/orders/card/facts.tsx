import type { ReactNode } from "react"

type FactProps = { label: string; children: ReactNode }

/** Names on the left, values on the right, in one column each. */
export const Facts = ({ children }: { children: ReactNode }) => {
  return (
    <dl className="txt-compact-small grid grid-cols-[minmax(96px,auto)_minmax(0,1fr)] gap-x-4 gap-y-2">
      {children}
    </dl>
  )
}

export const Fact = ({ label, children }: FactProps) => {
  return (
    <>
      <dt className="text-ui-fg-subtle">{label}</dt>
      <dd className="text-ui-fg-base break-words text-end">{children}</dd>
    </>
  )
}
