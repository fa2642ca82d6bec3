import { Container, Heading } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useId } from "react"

type PanelProps = { title: string; aside?: ReactNode; children: ReactNode }

export const Panel = ({ title, aside, children }: PanelProps) => {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <Container className="divide-ui-border-base divide-y p-0">
        <div className="flex min-h-12 items-center justify-between gap-x-4 px-4 py-2.5 md:px-6">
          <Heading level="h2" id={id}>
            {title}
          </Heading>
          {aside}
        </div>
        {children}
      </Container>
    </section>
  )
}

/** A part of a panel, set off by a line. */
export const PanelPart = ({ children }: { children: ReactNode }) => {
  return <div className="px-4 py-3 md:px-6 md:py-4">{children}</div>
}
