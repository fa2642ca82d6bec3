import { Drawer, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useCallbackContent } from "../../../hooks/api/callbacks"
import type { Callback } from "../../../types/payments"
import { LoadingRows } from "../../common/loading-rows"
import { LoadFailure } from "../../orders/common/load-failure"
import { CallbackContents } from "./callback-contents"
import { DrawerHead } from "../../common/drawer-head"

type CallbackDrawerProps = { callback: Callback; onClose: () => void }

export const CallbackDrawer = ({ callback, onClose }: CallbackDrawerProps) => {
  const { t } = useTranslation("payments")
  const { data, error, refetch } = useCallbackContent(callback.id)
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content aria-describedby={undefined}>
        <DrawerHead>
          <Drawer.Title className="break-words">{callback.event_type}</Drawer.Title>
          <Text size="small" className="text-ui-fg-subtle break-all font-mono">
            {callback.event_id}
          </Text>
        </DrawerHead>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
          {!data && error && (
            <LoadFailure
              title={t("callbacks.failure")}
              error={error}
              onRetry={() => void refetch()}
            />
          )}
          {!data && !error && <LoadingRows />}
          {data && <CallbackContents content={data.callback} />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer>
  )
}
