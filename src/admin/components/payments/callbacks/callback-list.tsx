import { Container } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import {
  CALLBACKS_PER_PAGE,
  useCallbacks,
  useUnverifiedCallbacks,
} from "../../../hooks/api/callbacks"
import { useProcessors } from "../../../hooks/api/processors"
import type { UnverifiedCallback } from "../../../types/payments"
import { CallbackContents } from "../../callbacks/callback-contents"
import { CallbackPage } from "../../callbacks/callback-page"
import { CallbackTabs, type CallbackTab } from "../../callbacks/callback-tabs"
import { Dots } from "../../common/dots"
import { FilterSelect } from "../../common/filter-select"
import { PageHead } from "../../common/page-head"
import { FullTime } from "../../orders/common/time"
import { Unfold } from "../common/unfold"
import { CallbackItem } from "./callback-item"

const Verified = ({ tab, processor }: { tab: "failed" | "all"; processor: string }) => {
  const { t } = useTranslation("payments")
  const [offset, setOffset] = useState(0)
  const state = tab === "failed" ? "failed" : ""
  return (
    <CallbackPage
      question={useCallbacks({ state, processor, offset })}
      none={{
        title: t(tab === "failed" ? "callbacks.noneFailed" : "callbacks.empty"),
        text: t(tab === "failed" ? "callbacks.noneFailedText" : "callbacks.emptyText"),
      }}
      offset={offset}
      pageSize={CALLBACKS_PER_PAGE}
      onMove={setOffset}
    >
      {(callback) => <CallbackItem key={callback.id} callback={callback} withOrder />}
    </CallbackPage>
  )
}

const UnverifiedItem = ({ callback }: { callback: UnverifiedCallback }) => {
  const { t } = useTranslation("payments")
  return (
    <li className="flex flex-col gap-y-1 px-4 py-3 md:px-6">
      <p className="txt-compact-small text-ui-fg-base break-words">{callback.reason}</p>
      <Dots>
        {callback.processor}
        {callback.address && t("callbacks.from", { address: callback.address })}
        <FullTime at={callback.received_at} />
      </Dots>
      <Unfold label={t("callbacks.open")}>
        <CallbackContents content={callback} />
      </Unfold>
    </li>
  )
}

const Unverified = () => {
  const { t } = useTranslation("payments")
  const [offset, setOffset] = useState(0)
  return (
    <CallbackPage
      question={useUnverifiedCallbacks(offset)}
      none={{ title: t("callbacks.noneUnverified"), text: t("callbacks.noneUnverifiedText") }}
      offset={offset}
      pageSize={CALLBACKS_PER_PAGE}
      onMove={setOffset}
    >
      {(callback) => <UnverifiedItem key={callback.id} callback={callback} />}
    </CallbackPage>
  )
}

/** What processors have told us by themselves; what could not be applied comes first. */
export const CallbackList = () => {
  const { t } = useTranslation("payments")
  const [tab, setTab] = useState<CallbackTab>("failed")
  const [processor, setProcessor] = useState("")
  const { data: known } = useProcessors()
  return (
    <Container className="divide-ui-border-base divide-y p-0">
      <PageHead title={t("callbacks.title")} text={t("callbacks.text")}>
        {tab !== "unverified" && (
          <FilterSelect
            label={t("callbacks.processor")}
            every={t("callbacks.everyProcessor")}
            value={processor}
            choices={(known?.processors ?? []).map(({ name, title }) => ({
              value: name,
              label: title,
            }))}
            className="w-48"
            onChange={setProcessor}
          />
        )}
      </PageHead>
      <CallbackTabs tab={tab} onChange={setTab}>
        {tab === "unverified" ? (
          <Unverified />
        ) : (
          <Verified key={`${tab} ${processor}`} tab={tab} processor={processor} />
        )}
      </CallbackTabs>
    </Container>
  )
}
