import { Envelope } from "@medusajs/icons"
import { Button, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import type { PaymentLetter } from "../../../hooks/api/mail"
import { useAskToPay, useOrderMessages } from "../../../hooks/api/mail"
import { useErrorText } from "../../../hooks/use-error-text"
import { useLastError } from "../../../hooks/use-last-error"
import { useMailWords } from "../../../hooks/use-mail-words"
import type { OrderMessagesAnswer } from "../../../types/mail"
import type { OrderCard } from "../../../types/orders"
import { LoadingRows } from "../../common/loading-rows"
import { PromptForm } from "../../common/prompt-form"
import { Panel, PanelPart } from "../../orders/card/panel"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { Unfold } from "../../payments/common/unfold"
import { MessageDrawer } from "../messages/message-drawer"
import { MessageItem } from "../messages/message-item"

const SHOWN = 5
const ACTIONS = ["payment_reminder", "payment_link"] as const

type ButtonsProps = { order: OrderCard; actions: OrderMessagesAnswer["actions"] }

type AskPromptProps = { order: OrderCard; letter: PaymentLetter; onClose: () => void }

const AskPrompt = ({ order, letter, onClose }: AskPromptProps) => {
  const { t } = useTranslation("mail")
  const errorText = useErrorText()
  const { mutate, isPending, error } = useAskToPay()
  return (
    <PromptForm
      title={t(`order.action.${letter}`)}
      description={t(`order.text.${letter}`, { to: order.customer.email })}
      confirm={t("order.send")}
      isPending={isPending}
      fault={error && errorText(error)}
      onSubmit={() =>
        mutate(
          { orderId: order.id, letter },
          {
            onSuccess: () => {
              toast.success(t("toast.asked"))
              onClose()
            },
          }
        )
      }
      onClose={onClose}
    />
  )
}

/** What can be written to the customer now; what cannot is named with its reason. */
const Buttons = ({ order, actions }: ButtonsProps) => {
  const { t } = useTranslation("mail")
  const words = useMailWords()
  const [asking, setAsking] = useState<PaymentLetter | null>(null)
  const refused = ACTIONS.filter((name) => !actions[name].allowed)
  return (
    <div className="flex flex-col gap-y-4">
      {refused.length < ACTIONS.length && (
        <div role="group" aria-label={t("order.write")} className="flex flex-wrap gap-2">
          {ACTIONS.filter((name) => actions[name].allowed).map((name) => (
            <Button key={name} size="small" variant="secondary" onClick={() => setAsking(name)}>
              {t(`order.action.${name}`)}
            </Button>
          ))}
        </div>
      )}
      {refused.length > 0 && (
        <Unfold label={t("action.whyNot", { count: refused.length })}>
          <dl className="txt-compact-small text-ui-fg-subtle grid grid-cols-1 gap-x-4 gap-y-1 sm:grid-cols-[max-content_minmax(0,1fr)] sm:gap-y-2">
            {refused.map((name) => (
              <div key={name} className="contents">
                <dt aria-disabled="true">{t(`order.action.${name}`)}</dt>
                <dd className="mb-2 break-words sm:mb-0">{words.why(actions[name])}</dd>
              </div>
            ))}
          </dl>
        </Unfold>
      )}
      {asking && <AskPrompt order={order} letter={asking} onClose={() => setAsking(null)} />}
    </div>
  )
}

/** Every letter the customer has been sent about this order, or was not and why. */
export const OrderMessages = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("mail")
  const { data, error, refetch } = useOrderMessages(order.id)
  const failure = useLastError(error, data)
  const [open, setOpen] = useState<string | null>(null)
  const [all, setAll] = useState(false)
  const newestFirst = [...(data?.messages ?? [])].sort((one, other) =>
    other.created_at.localeCompare(one.created_at)
  )
  const shown = all ? newestFirst : newestFirst.slice(0, SHOWN)

  return (
    <Panel
      title={t("order.title")}
      aside={
        data && (
          <Text size="small" className="text-ui-fg-subtle tabular-nums">
            {data.messages.length}
          </Text>
        )
      }
    >
      {!data && failure && (
        <LoadFailure title={t("messages.failure")} error={failure} onRetry={() => void refetch()} />
      )}
      {!data && !failure && <LoadingRows />}
      {data && (
        <>
          <PanelPart>
            <Buttons order={order} actions={data.actions} />
          </PanelPart>
          {newestFirst.length === 0 ? (
            <MessagePanel icon={<Envelope />} title={t("order.none")} text={t("order.noneText")} />
          ) : (
            <ul className="divide-ui-border-base divide-y">
              {shown.map((message) => (
                <MessageItem
                  key={message.id}
                  message={message}
                  onOpen={() => setOpen(message.id)}
                />
              ))}
            </ul>
          )}
          {!all && newestFirst.length > SHOWN && (
            <div className="px-4 py-2 md:px-6">
              <Button size="small" variant="transparent" onClick={() => setAll(true)}>
                {t("order.all", { count: newestFirst.length })}
              </Button>
            </div>
          )}
        </>
      )}
      {open && <MessageDrawer id={open} onClose={() => setOpen(null)} />}
    </Panel>
  )
}
