import { InboxSolid } from "@medusajs/icons"
import { Button, Container, Drawer, Tabs, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import {
  SHIPPING_CALLBACKS_PER_PAGE,
  useReplayShippingCallback,
  useShippingCallbackContent,
  useShippingCallbacks,
} from "../../../hooks/api/tracking"
import { useErrorText } from "../../../hooks/use-error-text"
import { useLastError } from "../../../hooks/use-last-error"
import type { ShippingCallback } from "../../../types/dispatch"
import { DrawerHead } from "../../common/drawer-head"
import { LoadingRows } from "../../common/loading-rows"
import { PageHead } from "../../common/page-head"
import { Pager } from "../../common/pager"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { FullTime } from "../../orders/common/time"
import { cardPath } from "../../orders/list/order-cells"
import { CallbackContents } from "../../payments/callbacks/callback-contents"
import { CallbackStateBadge } from "../../payments/common/badges"
import { Dots } from "../common/dots"

const TABS = ["failed", "all", "unverified"] as const
type Tab = (typeof TABS)[number]

const Contents = ({ callback, onClose }: { callback: ShippingCallback; onClose: () => void }) => {
  const { t } = useTranslation("dispatch")
  const { data, error, refetch } = useShippingCallbackContent(callback.id)
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content aria-describedby={undefined}>
        <DrawerHead>
          <Drawer.Title className="break-words">
            {callback.event_type ?? t("callbacks.untitled")}
          </Drawer.Title>
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

const Item = ({ callback }: { callback: ShippingCallback }) => {
  const { t } = useTranslation("dispatch")
  const errorText = useErrorText()
  const { mutate, isPending } = useReplayShippingCallback()
  const [reading, setReading] = useState(false)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-6">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-y-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <code className="txt-compact-small text-ui-fg-base break-all font-mono">
            {callback.event_type ?? t("callbacks.untitled")}
          </code>
          <CallbackStateBadge state={callback.state} />
        </div>
        {callback.reason && (
          <p className="txt-compact-small text-ui-fg-base break-words">{callback.reason}</p>
        )}
        <Dots>
          {callback.sender}
          {callback.deliveries > 1 && t("callbacks.deliveries", { count: callback.deliveries })}
          {callback.tries > 1 && t("callbacks.tries", { count: callback.tries })}
          {!callback.verified &&
            callback.address &&
            t("callbacks.from", { address: callback.address })}
          <FullTime at={callback.received_at} />
        </Dots>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {callback.crm_order_id && (
          <Button size="small" variant="transparent" asChild>
            <Link to={cardPath(callback.crm_order_id)}>{t("callbacks.order")}</Link>
          </Button>
        )}
        <Button size="small" variant="transparent" onClick={() => setReading(true)}>
          {t("callbacks.open")}
        </Button>
        {callback.verified && (
          <Button
            size="small"
            variant="secondary"
            isLoading={isPending}
            onClick={() =>
              mutate(
                { id: callback.id },
                {
                  onSuccess: () => toast.success(t("callbacks.replayed")),
                  onError: (error) => toast.error(errorText(error)),
                }
              )
            }
          >
            {t("callbacks.replay")}
          </Button>
        )}
      </div>
      {reading && <Contents callback={callback} onClose={() => setReading(false)} />}
    </li>
  )
}

const Page = ({ tab }: { tab: Tab }) => {
  const { t } = useTranslation("dispatch")
  const [offset, setOffset] = useState(0)
  const { data, error, refetch } = useShippingCallbacks({
    state: tab === "failed" ? "failed" : "",
    verified: tab !== "unverified",
    offset,
  })
  const failure = useLastError(error, data)
  if (!data) {
    return failure ? (
      <LoadFailure title={t("callbacks.failure")} error={failure} onRetry={() => void refetch()} />
    ) : (
      <LoadingRows />
    )
  }
  if (data.count === 0) {
    return (
      <MessagePanel
        icon={<InboxSolid />}
        title={t(`callbacks.none.${tab}`)}
        text={t(`callbacks.noneText.${tab}`)}
      />
    )
  }
  return (
    <>
      <ul className="divide-ui-border-base divide-y">
        {data.callbacks.map((callback) => (
          <Item key={callback.id} callback={callback} />
        ))}
      </ul>
      {data.count > SHIPPING_CALLBACKS_PER_PAGE && (
        <Pager
          count={data.count}
          offset={offset}
          pageSize={SHIPPING_CALLBACKS_PER_PAGE}
          onMove={setOffset}
        />
      )}
    </>
  )
}

/** What carriers and suppliers have told us by themselves; what could not be applied comes first. */
export const ShippingCallbackList = () => {
  const { t } = useTranslation("dispatch")
  const [tab, setTab] = useState<Tab>("failed")
  return (
    <Container className="divide-ui-border-base divide-y p-0">
      <PageHead title={t("callbacks.title")} text={t("callbacks.text")} />
      <Tabs
        value={tab}
        activationMode="manual"
        onValueChange={(value) => setTab(TABS.find((name) => name === value) ?? "failed")}
      >
        <Tabs.List className="overflow-x-auto px-4 py-3 md:px-6">
          {TABS.map((name) => (
            <Tabs.Trigger key={name} value={name}>
              {t(`callbacks.tab.${name}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value={tab} className="border-ui-border-base border-t">
          <Page key={tab} tab={tab} />
        </Tabs.Content>
      </Tabs>
    </Container>
  )
}
