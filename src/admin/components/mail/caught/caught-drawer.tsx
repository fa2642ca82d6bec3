import { Drawer, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useCaughtMessage } from "../../../hooks/api/mail"
import { DrawerHead } from "../../common/drawer-head"
import { LoadingRows } from "../../common/loading-rows"
import { LoadFailure } from "../../orders/common/load-failure"
import { LetterView } from "../common/letter-view"

type CaughtDrawerProps = { id: string; onClose: () => void }

/** A letter as it came in at the demo's mail server. Its links work: the demo is tried by them. */
export const CaughtDrawer = ({ id, onClose }: CaughtDrawerProps) => {
  const { t } = useTranslation("mail")
  const { data, error, refetch } = useCaughtMessage(id)
  const message = data?.message
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content aria-describedby={undefined} className="sm:max-w-[720px]">
        <DrawerHead>
          <Drawer.Title className="break-words">{message?.subject ?? t("caught.one")}</Drawer.Title>
          {message && (
            <Text size="small" className="text-ui-fg-subtle break-all">
              {message.from} → {message.to.join(", ")}
            </Text>
          )}
        </DrawerHead>
        <Drawer.Body className="overflow-y-auto p-0">
          {!message && error && (
            <LoadFailure title={t("caught.failure")} error={error} onRetry={() => void refetch()} />
          )}
          {!message && !error && <LoadingRows />}
          {message && (
            <LetterView
              withLinks
              subject={message.subject}
              html={message.html}
              text={message.text}
              headers={message.headers}
            />
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer>
  )
}
