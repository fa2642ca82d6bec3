import { Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

type MessagePanelProps = {
  icon: ReactNode
  title: string
  text?: string
  children?: ReactNode
  /** A failure is read aloud at once, an empty list when the reader gets to it. */
  role?: "alert" | "status"
}

export const MessagePanel = ({ icon, title, text, children, role }: MessagePanelProps) => {
  return (
    <div
      role={role}
      className="flex flex-col items-center justify-center gap-y-4 px-6 py-16 text-center"
    >
      <div className="text-ui-fg-subtle bg-ui-bg-component flex h-10 w-10 items-center justify-center rounded-lg">
        {icon}
      </div>
      <div className="flex max-w-md flex-col gap-y-1">
        <Heading level="h2">{title}</Heading>
        {text && (
          <Text size="small" className="text-ui-fg-subtle">
            {text}
          </Text>
        )}
      </div>
      {children && <div className="flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  )
}
