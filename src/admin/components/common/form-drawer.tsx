import { Button, Drawer, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

import { useErrorText } from "../../hooks/use-error-text"
import { useHeldOrders } from "../../hooks/use-held-orders"
import type { CrmError } from "../../lib/client"
import { DrawerHead } from "./drawer-head"

type FormDrawerProps = {
  title: string
  hint?: string
  submit: string
  cancel: string
  error: CrmError | null
  pending: boolean
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

/** A form in a drawer: closes by Escape or Cancel, sends by Enter or its button. */
export const FormDrawer = ({
  title,
  hint,
  submit,
  cancel,
  error,
  pending,
  onSubmit,
  onClose,
  children,
}: FormDrawerProps) => {
  const errorText = useErrorText()
  useHeldOrders()
  const fault = error && error.fields.length === 0 ? error : null
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content aria-describedby={undefined}>
        <form
          noValidate
          className="flex h-full flex-col overflow-hidden"
          onSubmit={(event) => {
            event.preventDefault()
            onSubmit()
          }}
        >
          <DrawerHead>
            <Drawer.Title>{title}</Drawer.Title>
            {hint && (
              <Text size="small" className="text-ui-fg-subtle">
                {hint}
              </Text>
            )}
          </DrawerHead>
          <Drawer.Body className="flex flex-1 flex-col gap-y-5 overflow-y-auto">
            {children}
            {fault && (
              <Text size="small" role="alert" className="text-ui-fg-error">
                {errorText(fault)}
              </Text>
            )}
          </Drawer.Body>
          <Drawer.Footer>
            <Button type="button" size="small" variant="secondary" onClick={onClose}>
              {cancel}
            </Button>
            <Button type="submit" size="small" isLoading={pending}>
              {submit}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}
