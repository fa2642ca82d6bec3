import { Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

type PageHeadProps = { title: string; text?: string; children?: ReactNode }

/** The name of a page, what it is for, and what can be done on it. */
export const PageHead = ({ title, text, children }: PageHeadProps) => (
  <header className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-4 md:px-6">
    <div className="min-w-0 flex-1 basis-60">
      <Heading level="h1">{title}</Heading>
      {text && (
        <Text size="small" className="text-ui-fg-subtle">
          {text}
        </Text>
      )}
    </div>
    {children && <div className="flex flex-wrap items-center gap-2">{children}</div>}
  </header>
)
