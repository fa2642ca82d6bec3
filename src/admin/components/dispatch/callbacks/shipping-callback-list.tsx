import { Container } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import {
  SHIPPING_CALLBACKS_PER_PAGE,
  useReplayShippingCallback,
  useShippingCallbackContent,
  useShippingCallbacks,
} from "../../../hooks/api/tracking"
import type { ShippingCallback } from "../../../types/dispatch"
import { CallbackDrawer } from "../../callbacks/callback-drawer"
import { CallbackPage } from "../../callbacks/callback-page"
import { CallbackRow } from "../../callbacks/callback-row"
import { CallbackTabs, type CallbackTab } from "../../callbacks/callback-tabs"
import { PageHead } from "../../common/page-head"

type ContentsProps = { callback: ShippingCallback; title: string; onClose: () => void }

const Contents = ({ callback, title, onClose }: ContentsProps) => (
  <CallbackDrawer
    title={title}
    eventId={callback.event_id}
    question={useShippingCallbackContent(callback.id)}
    onClose={onClose}
  />
)

const Item = ({ callback }: { callback: ShippingCallback }) => {
  const { t } = useTranslation("dispatch")
  const [reading, setReading] = useState(false)
  const replay = useReplayShippingCallback()
  const title = callback.event_type ?? t("callbacks.untitled")
  return (
    <CallbackRow
      callback={callback}
      title={title}
      sender={callback.sender}
      orderId={callback.crm_order_id}
      address={callback.verified ? null : callback.address}
      replay={callback.verified ? replay : null}
      onRead={() => setReading(true)}
    >
      {reading && <Contents callback={callback} title={title} onClose={() => setReading(false)} />}
    </CallbackRow>
  )
}

const Page = ({ tab }: { tab: CallbackTab }) => {
  const { t } = useTranslation("dispatch")
  const [offset, setOffset] = useState(0)
  const question = useShippingCallbacks({
    state: tab === "failed" ? "failed" : "",
    verified: tab !== "unverified",
    offset,
  })
  return (
    <CallbackPage
      question={question}
      none={{ title: t(`callbacks.none.${tab}`), text: t(`callbacks.noneText.${tab}`) }}
      offset={offset}
      pageSize={SHIPPING_CALLBACKS_PER_PAGE}
      onMove={setOffset}
    >
      {(callback) => <Item key={callback.id} callback={callback} />}
    </CallbackPage>
  )
}

/** What carriers and suppliers have told us by themselves; what could not be applied comes first. */
export const ShippingCallbackList = () => {
  const { t } = useTranslation("dispatch")
  const [tab, setTab] = useState<CallbackTab>("failed")
  return (
    <Container className="divide-ui-border-base divide-y p-0">
      <PageHead title={t("callbacks.title")} text={t("callbacks.text")} />
      <CallbackTabs tab={tab} onChange={setTab}>
        <Page key={tab} tab={tab} />
      </CallbackTabs>
    </Container>
  )
}
