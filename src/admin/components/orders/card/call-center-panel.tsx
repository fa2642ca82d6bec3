import { Button, Label, Text, Textarea, toast } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import { useMe } from "../../../hooks/api/me"
import { useMoveCallCenter } from "../../../hooks/api/orders"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats, useNow } from "../../../hooks/use-formats"
import type { CallCenterStatus, OrderCard } from "../../../types/orders"
import { LocalClock } from "../../calls/local-clock"
import { MadeCalls } from "../../calls/made-calls"
import { OpenCall } from "../../calls/open-call"
import { PaymentLinkButton } from "../../calls/payment-link-button"
import { RecordCall } from "../../calls/record-call"
import { RefillResult } from "../../calls/refill-result"
import { CallCenterBadge } from "../common/status-badges"
import { Panel, PanelPart } from "./panel"

/** The operator writes what the customer said and presses what came of it. */
const ContactResult = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("orders")
  const [note, setNote] = useState("")
  const { mutate, isPending, variables, error } = useMoveCallCenter()
  const errorText = useErrorText()
  const id = useId()
  const allowed = order.call_center_moves.filter((move) => move.allowed)
  if (allowed.length === 0) {
    return (
      <Text size="small" className="text-ui-fg-subtle">
        {t("callCenterPanel.done")}
      </Text>
    )
  }

  const move = (status: CallCenterStatus) =>
    mutate(
      { id: order.id, status, note: note.trim() || undefined },
      {
        onSuccess: () => {
          setNote("")
          toast.success(t("callCenterPanel.moved", { status: t(`callCenterStatus.${status}`) }))
        },
      }
    )

  return (
    <div className="flex flex-col gap-y-3">
      <div className="flex flex-col gap-y-2">
        <Label htmlFor={id} size="small" weight="plus">
          {t("callCenterPanel.note")}
        </Label>
        <Textarea
          id={id}
          rows={2}
          maxLength={5000}
          value={note}
          placeholder={t("callCenterPanel.notePlaceholder")}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <div role="group" aria-label={t("callCenterPanel.moves")} className="flex flex-wrap gap-2">
        {allowed.map(({ status }) => (
          <Button
            key={status}
            size="small"
            variant="secondary"
            disabled={isPending}
            isLoading={isPending && variables?.status === status}
            onClick={() => move(status)}
          >
            {t(`callCenterStatus.${status}`)}
          </Button>
        ))}
      </div>
      {error && (
        <p role="alert" className="text-ui-fg-error txt-small">
          {errorText(error)}
        </p>
      )}
    </div>
  )
}

const Since = ({ since }: { since: string }) => {
  const { t } = useTranslation("orders")
  const { dateTime, relative } = useFormats()
  const now = useNow()
  return (
    <Text size="small" className="text-ui-fg-subtle">
      {t("callCenterPanel.since", { when: `${dateTime(since)} (${relative(since, now)})` })}
    </Text>
  )
}

/** Everything about the contact with the customer: the call to make, the calls made, what came of them. */
export const CallCenterPanel = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("orders")
  const { permissions, me } = useMe()
  const { calls } = order
  if (!order.call_center_status && !calls) {
    return null
  }
  return (
    <Panel
      title={t("callCenterPanel.title")}
      aside={order.call_center_status && <CallCenterBadge status={order.call_center_status} />}
    >
      <PanelPart>
        <div className="flex flex-col items-start gap-y-2">
          {order.call_center_since && <Since since={order.call_center_since} />}
          {calls && <LocalClock local={calls.local} country={order.country} />}
          {me?.role === "operator" && permissions.payment_link && (
            <PaymentLinkButton order={order} />
          )}
        </div>
      </PanelPart>
      {calls?.open.map((call) => (
        <PanelPart key={call.kind}>
          <div className="flex flex-col gap-y-4">
            <OpenCall call={call} />
            {permissions.call_center && <RecordCall order={order} call={call} />}
            {permissions.call_center && call.kind === "refill" && (
              <RefillResult orderId={order.id} local={call.local} />
            )}
          </div>
        </PanelPart>
      ))}
      {calls && calls.made.length > 0 && (
        <PanelPart>
          <MadeCalls calls={calls} />
        </PanelPart>
      )}
      {permissions.call_center && order.call_center_status && (
        <PanelPart>
          {calls && calls.open.length > 0 && (
            <h3 className="txt-compact-small-plus text-ui-fg-subtle pb-3">
              {t("calls:form.withoutCall")}
            </h3>
          )}
          <ContactResult order={order} />
        </PanelPart>
      )}
    </Panel>
  )
}
