import { InboxSolid } from "@medusajs/icons"
import { Container, Select, Tabs } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import {
  CALLBACKS_PER_PAGE,
  useCallbacks,
  useUnverifiedCallbacks,
} from "../../../hooks/api/callbacks"
import { useProcessors } from "../../../hooks/api/processors"
import { useLastError } from "../../../hooks/use-last-error"
import type { UnverifiedCallback } from "../../../types/payments"
import { LoadingRows } from "../../common/loading-rows"
import { PageHead } from "../../common/page-head"
import { Pager } from "../../common/pager"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { FullTime } from "../../orders/common/time"
import { Unfold } from "../common/unfold"
import { CallbackContents } from "./callback-contents"
import { CallbackItem } from "./callback-item"

const EVERY_PROCESSOR = "all"
const TABS = ["failed", "all", "unverified"] as const
type Tab = (typeof TABS)[number]

const Verified = ({ tab, processor }: { tab: "failed" | "all"; processor: string }) => {
  const { t } = useTranslation("payments")
  const [offset, setOffset] = useState(0)
  const state = tab === "failed" ? "failed" : ""
  const { data, error, refetch } = useCallbacks({ state, processor, offset })
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
        title={t(tab === "failed" ? "callbacks.noneFailed" : "callbacks.empty")}
        text={t(tab === "failed" ? "callbacks.noneFailedText" : "callbacks.emptyText")}
      />
    )
  }
  return (
    <>
      <ul className="divide-ui-border-base divide-y">
        {data.callbacks.map((callback) => (
          <CallbackItem key={callback.id} callback={callback} withOrder />
        ))}
      </ul>
      {data.count > CALLBACKS_PER_PAGE && (
        <Pager
          count={data.count}
          offset={offset}
          pageSize={CALLBACKS_PER_PAGE}
          onMove={setOffset}
        />
      )}
    </>
  )
}

const UnverifiedItem = ({ callback }: { callback: UnverifiedCallback }) => {
  const { t } = useTranslation("payments")
  return (
    <li className="flex flex-col gap-y-1 px-4 py-3 md:px-6">
      <p className="txt-compact-small text-ui-fg-base break-words">{callback.reason}</p>
      <p className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap gap-x-1.5 gap-y-1">
        <span>{callback.processor}</span>
        {callback.address && (
          <>
            <span aria-hidden="true">·</span>
            <span className="break-all">{t("callbacks.from", { address: callback.address })}</span>
          </>
        )}
        <span aria-hidden="true">·</span>
        <FullTime at={callback.received_at} />
      </p>
      <Unfold label={t("callbacks.open")}>
        <CallbackContents content={callback} />
      </Unfold>
    </li>
  )
}

const Unverified = () => {
  const { t } = useTranslation("payments")
  const [offset, setOffset] = useState(0)
  const { data, error, refetch } = useUnverifiedCallbacks(offset)
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
        title={t("callbacks.noneUnverified")}
        text={t("callbacks.noneUnverifiedText")}
      />
    )
  }
  return (
    <>
      <ul className="divide-ui-border-base divide-y">
        {data.callbacks.map((callback) => (
          <UnverifiedItem key={callback.id} callback={callback} />
        ))}
      </ul>
      {data.count > CALLBACKS_PER_PAGE && (
        <Pager
          count={data.count}
          offset={offset}
          pageSize={CALLBACKS_PER_PAGE}
          onMove={setOffset}
        />
      )}
    </>
  )
}

/** What processors have told us by themselves; what could not be applied comes first. */
export const CallbackList = () => {
  const { t } = useTranslation("payments")
  const [tab, setTab] = useState<Tab>("failed")
  const [processor, setProcessor] = useState("")
  const { data: known } = useProcessors()
  return (
    <Container className="divide-ui-border-base divide-y p-0">
      <PageHead title={t("callbacks.title")} text={t("callbacks.text")}>
        {tab !== "unverified" && (
          <Select
            size="small"
            value={processor || EVERY_PROCESSOR}
            onValueChange={(value) => setProcessor(value === EVERY_PROCESSOR ? "" : value)}
          >
            <Select.Trigger aria-label={t("callbacks.processor")} className="w-48">
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              <Select.Item value={EVERY_PROCESSOR}>{t("callbacks.everyProcessor")}</Select.Item>
              {known?.processors.map(({ name, title }) => (
                <Select.Item key={name} value={name}>
                  {title}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        )}
      </PageHead>
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
          {tab === "unverified" ? (
            <Unverified />
          ) : (
            <Verified key={`${tab} ${processor}`} tab={tab} processor={processor} />
          )}
        </Tabs.Content>
      </Tabs>
    </Container>
  )
}
