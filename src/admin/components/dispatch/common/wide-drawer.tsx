import { Drawer, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

import { DrawerHead } from "../../common/drawer-head"

type WideDrawerProps = {
  title: string
  text?: string
  footer: ReactNode
  onClose: () => void
  children: ReactNode
}

/** Work in several steps beside the page: a file, what it would do, what it has done. */
export const WideDrawer = ({ title, text, footer, onClose, children }: WideDrawerProps) => (
  <Drawer open onOpenChange={(open) => !open && onClose()}>
    <Drawer.Content aria-describedby={undefined} className="sm:max-w-[720px]">
      <DrawerHead>
        <Drawer.Title>{title}</Drawer.Title>
        {text && (
          <Text size="small" className="text-ui-fg-subtle">
            {text}
          </Text>
        )}
      </DrawerHead>
      <Drawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">{children}</Drawer.Body>
      <Drawer.Footer>{footer}</Drawer.Footer>
    </Drawer.Content>
  </Drawer>
)
