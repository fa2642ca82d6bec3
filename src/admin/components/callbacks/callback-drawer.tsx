import { Drawer, Text } from "@medusajs/ui"
import type { UseQueryResult } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import type { CrmError } from "../../lib/client"
import type { CallbackContent } from "../../types/payments"
import { DrawerHead } from "../common/drawer-head"
import { LoadingRows } from "../common/loading-rows"
import { LoadFailure } from "../orders/common/load-failure"
import { CallbackContents } from "./callback-contents"

type CallbackDrawerProps = {
  title: string
  eventId: string
  question: Pick<
    UseQueryResult<{ callback: CallbackContent }, CrmError>,
    "data" | "error" | "refetch"
  >
  onClose: () => void
}

/** What a callback has said, word for word. */
export const CallbackDrawer = ({ title, eventId, question, onClose }: CallbackDrawerProps) => {
  const { t } = useTranslation("payments")
  const { data, error, refetch } = question
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content aria-describedby={undefined}>
        <DrawerHead>
          <Drawer.Title className="break-words">{title}</Drawer.Title>
          <Text size="small" className="text-ui-fg-subtle break-all font-mono">
            {eventId}
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
