import { useState } from "react"

import { useCallbackContent, useReplayCallback } from "../../../hooks/api/callbacks"
import type { Callback } from "../../../types/payments"
import { CallbackDrawer } from "../../callbacks/callback-drawer"
import { CallbackRow } from "../../callbacks/callback-row"

type ItemProps = { callback: Callback; onClose: () => void }

const Contents = ({ callback, onClose }: ItemProps) => (
  <CallbackDrawer
    title={callback.event_type}
    eventId={callback.event_id}
    question={useCallbackContent(callback.id)}
    onClose={onClose}
  />
)

type CallbackItemProps = {
  callback: Callback
  /** Not on the order's own card. */
  withOrder?: boolean
}

export const CallbackItem = ({ callback, withOrder }: CallbackItemProps) => {
  const [reading, setReading] = useState(false)
  return (
    <CallbackRow
      callback={callback}
      title={callback.event_type}
      sender={callback.account?.name ?? callback.processor}
      orderId={withOrder ? callback.crm_order_id : null}
      replay={useReplayCallback()}
      onRead={() => setReading(true)}
    >
      {reading && <Contents callback={callback} onClose={() => setReading(false)} />}
    </CallbackRow>
  )
}
