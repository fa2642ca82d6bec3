import { Button, Label, Text, Textarea, toast } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import { useMe } from "../../../hooks/api/me"
import { useMoveCallCenter } from "../../../hooks/api/orders"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats, useNow } from "../../../hooks/use-formats"
import type { CallCenterStatus, OrderCard } from "../../../types/orders"
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

export const CallCenterPanel = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("orders")
  const { permissions } = useMe()
  const { dateTime, relative } = useFormats()
  const now = useNow()
  if (!order.call_center_status) {
    return null
  }
  return (
    <Panel
      title={t("callCenterPanel.title")}
      aside={<CallCenterBadge status={order.call_center_status} />}
    >
      <PanelPart>
        <div className="flex flex-col gap-y-3">
          {order.call_center_since && (
            <Text size="small" className="text-ui-fg-subtle">
              {t("callCenterPanel.since", {
                when: `${dateTime(order.call_center_since)} (${relative(order.call_center_since, now)})`,
              })}
            </Text>
          )}
          {permissions.call_center && <ContactResult order={order} />}
        </div>
      </PanelPart>
    </Panel>
  )
}
