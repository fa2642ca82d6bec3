import { ArrowUpRightOnBox, EllipsisHorizontal, SquareTwoStack } from "@medusajs/icons"
import { Button, clx, DropdownMenu, IconButton, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useRemoveTracking, useSendTracking } from "../../../hooks/api/tracking"
import { useDispatchWords } from "../../../hooks/use-dispatch-words"
import { useErrorText } from "../../../hooks/use-error-text"
import { webLink } from "../../../lib/safe-link"
import type { TrackingNumber } from "../../../types/dispatch"
import { ReasonPrompt } from "../../orders/common/reason-prompt"
import { FullTime, RelativeTime } from "../../orders/common/time"
import { Unfold } from "../../payments/common/unfold"
import { NumberCheckBadge, TrackingTagBadge } from "../common/badges"
import { Dots } from "../../common/dots"
import { TrackingEvents } from "./tracking-events"

type TrackingItemProps = { orderId: string; tracking: TrackingNumber; canChange: boolean }

const RemovePrompt = ({
  orderId,
  tracking,
  onClose,
}: TrackingItemProps & { onClose: () => void }) => {
  const { t } = useTranslation("dispatch")
  const { mutate, isPending, error } = useRemoveTracking()
  return (
    <ReasonPrompt
      danger
      reasonRequired
      title={t("number.removeTitle", { number: tracking.number })}
      description={t(tracking.sent_at ? "number.removeSentText" : "number.removeText")}
      confirm={t("number.remove")}
      isPending={isPending}
      error={error}
      onConfirm={(reason) =>
        mutate(
          { orderId, trackingId: tracking.id, reason },
          {
            onSuccess: () => {
              toast.success(t("number.removed"))
              onClose()
            },
          }
        )
      }
      onClose={onClose}
    />
  )
}

/** A tracking number: whose it is, what its carrier says, whether the customer knows it. */
export const TrackingItem = ({ orderId, tracking, canChange }: TrackingItemProps) => {
  const { t } = useTranslation("dispatch")
  const { t: orders } = useTranslation("orders")
  const words = useDispatchWords()
  const errorText = useErrorText()
  const send = useSendTracking()
  const [removing, setRemoving] = useState(false)
  const { number, carrier_name, events, removed_at } = tracking
  const link = webLink(tracking.url)
  const [latest] = events

  const copy = () =>
    navigator.clipboard.writeText(number).then(
      () => toast.success(t("number.copied", { number })),
      () => toast.error(orders("card.copyFailed"), { description: number })
    )

  const tell = () =>
    send.mutate(
      { orderId, trackingId: tracking.id },
      {
        onSuccess: () => toast.success(t("number.toldNow", { number })),
        onError: (error) => toast.error(errorText(error)),
      }
    )

  return (
    <li
      className={clx(
        "bg-ui-bg-component shadow-borders-base flex flex-col gap-y-2.5 rounded-lg px-3 py-3",
        { "opacity-80": removed_at }
      )}
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-48 flex-col gap-y-1">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <code
              className={clx("txt-compact-small-plus text-ui-fg-base break-all font-mono", {
                "line-through": removed_at,
              })}
            >
              {number}
            </code>
            {tracking.state && !removed_at && <TrackingTagBadge tag={tracking.state} />}
            <NumberCheckBadge check={tracking.check} />
          </div>
          <Dots>
            {carrier_name ?? t("number.noCarrier")}
            {words.source(tracking.source)}
            {removed_at ? (
              <>
                {t("number.outOfUse")} <RelativeTime at={removed_at} />
              </>
            ) : tracking.sent_at ? (
              <>
                {t("number.told")} <RelativeTime at={tracking.sent_at} />
              </>
            ) : (
              <span className="text-ui-tag-orange-text">{t("number.notTold")}</span>
            )}
          </Dots>
        </div>
        {!removed_at && (
          <div className="flex items-center gap-x-1.5">
            {canChange && !tracking.sent_at && (
              <Button size="small" variant="secondary" isLoading={send.isPending} onClick={tell}>
                {t("number.send")}
              </Button>
            )}
            {link && (
              <Button size="small" variant="secondary" asChild>
                <a href={link} target="_blank" rel="noreferrer">
                  {t("number.track")}
                  <ArrowUpRightOnBox className="text-ui-fg-muted" />
                </a>
              </Button>
            )}
            <DropdownMenu>
              <DropdownMenu.Trigger asChild>
                <IconButton
                  size="small"
                  variant="transparent"
                  aria-label={t("number.menu", { number })}
                >
                  <EllipsisHorizontal />
                </IconButton>
              </DropdownMenu.Trigger>
              <DropdownMenu.Content align="end">
                <DropdownMenu.Item className="gap-x-2" onSelect={() => void copy()}>
                  <SquareTwoStack className="text-ui-fg-subtle" />
                  {t("number.copy")}
                </DropdownMenu.Item>
                {canChange && tracking.sent_at && (
                  <DropdownMenu.Item onSelect={tell}>{t("number.sendAgain")}</DropdownMenu.Item>
                )}
                {canChange && (
                  <DropdownMenu.Item onSelect={() => setRemoving(true)}>
                    {t("number.remove")}
                  </DropdownMenu.Item>
                )}
              </DropdownMenu.Content>
            </DropdownMenu>
          </div>
        )}
      </div>
      {removed_at && tracking.removed_reason && (
        <p className="txt-compact-small text-ui-fg-subtle break-words">{tracking.removed_reason}</p>
      )}
      {latest && !removed_at && (
        <p className="txt-compact-small text-ui-fg-base break-words">
          {[latest.words ?? words.tag(latest.tag), latest.place].filter(Boolean).join(", ")}{" "}
          <span className="text-ui-fg-subtle">
            <FullTime at={latest.at} />
          </span>
        </p>
      )}
      {events.length > 0 && (
        <Unfold label={t("events.show", { count: events.length })}>
          <TrackingEvents events={events} />
        </Unfold>
      )}
      {removing && (
        <RemovePrompt
          orderId={orderId}
          tracking={tracking}
          canChange={canChange}
          onClose={() => setRemoving(false)}
        />
      )}
    </li>
  )
}
