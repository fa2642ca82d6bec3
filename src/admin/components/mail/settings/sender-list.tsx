import { BuildingStorefront, PencilSquare } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useMailAccounts } from "../../../hooks/api/mail-settings"
import type { MailRules, Sender } from "../../../types/mail"
import { MessagePanel } from "../../orders/common/message-panel"
import { SenderDrawer } from "./sender-drawer"

const SenderItem = ({ sender }: { sender: Sender }) => {
  const { t } = useTranslation("mail")
  const [editing, setEditing] = useState(false)
  const { data: accounts } = useMailAccounts()
  const account = accounts?.find(({ id }) => id === sender.account_id)
  const hours = sender.payment_reminder_hours
  const details = [
    sender.reply_to && t("senders.repliesTo", { address: sender.reply_to }),
    account && t("senders.through", { account: account.name }),
    hours === null ? t("senders.noReminder") : t("senders.remindsAfter", { count: hours }),
  ].filter(Boolean)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-6">
      <div className="min-w-0 flex-1 basis-64">
        <p className="txt-compact-small-plus text-ui-fg-base break-words">{sender.shop.name}</p>
        <p className="txt-compact-small text-ui-fg-base break-all">
          {sender.effective.from ?? (
            <span className="text-ui-fg-error">{t("senders.noAddress")}</span>
          )}
        </p>
        <Text size="xsmall" className="text-ui-fg-subtle break-words">
          {details.join(" · ")}
        </Text>
      </div>
      <Button
        size="small"
        variant="secondary"
        aria-label={t("senders.editNamed", { shop: sender.shop.name })}
        onClick={() => setEditing(true)}
      >
        <PencilSquare />
        {t("form.edit")}
      </Button>
      {editing && (
        <SenderDrawer sender={sender} accounts={accounts ?? []} onClose={() => setEditing(false)} />
      )}
    </li>
  )
}

/** How each shop writes: its name and address, where answers go, and when it reminds of a payment. */
export const SenderList = ({ rules }: { rules: MailRules }) => {
  const { t } = useTranslation("mail")
  if (rules.shops.length === 0) {
    return <MessagePanel icon={<BuildingStorefront />} title={t("senders.none")} />
  }
  return (
    <ul className="divide-ui-border-base divide-y">
      {rules.shops.map((sender) => (
        <SenderItem key={sender.shop.id} sender={sender} />
      ))}
    </ul>
  )
}
