import { PencilSquare } from "@medusajs/icons"
import { Badge, Button, StatusBadge, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useCheckMailAccount } from "../../../hooks/api/mail-settings"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats } from "../../../hooks/use-formats"
import type { MailAccount } from "../../../types/mail"
import { AccountDrawer } from "./account-drawer"

const Health = ({ account }: { account: MailAccount }) => {
  const { t } = useTranslation("mail")
  if (!account.active) {
    return <StatusBadge color="grey">{t("accounts.off")}</StatusBadge>
  }
  return (
    <StatusBadge color={account.trouble ? "red" : "green"}>
      {t(account.trouble ? "accounts.down" : "accounts.working")}
    </StatusBadge>
  )
}

export const AccountItem = ({ account }: { account: MailAccount }) => {
  const { t } = useTranslation("mail")
  const { number, dateTime } = useFormats()
  const errorText = useErrorText()
  const [editing, setEditing] = useState(false)
  const check = useCheckMailAccount()
  const figures: [string, number][] = [
    ["waiting", account.waiting],
    ["sentToday", account.sent_today],
    ["failedToday", account.failed_today],
  ]

  const press = () =>
    check.mutate(
      { id: account.id },
      {
        onSuccess: ({ ok, words }) =>
          ok
            ? toast.success(t("accounts.reached", { name: account.name }))
            : toast.error(t("accounts.notReached", { name: account.name }), {
                description: words ?? undefined,
              }),
        onError: (error) => toast.error(errorText(error)),
      }
    )

  return (
    <li className="flex flex-col gap-y-3 px-4 py-4 md:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Text weight="plus" className="break-words">
          {account.name}
        </Text>
        <Health account={account} />
        {account.is_default && (
          <Badge size="2xsmall" color="blue">
            {t("accounts.default")}
          </Badge>
        )}
        <div className="flex flex-wrap gap-2 max-sm:w-full sm:ms-auto">
          <Button size="small" variant="secondary" isLoading={check.isPending} onClick={press}>
            {t("accounts.check")}
          </Button>
          <Button
            size="small"
            variant="secondary"
            aria-label={t("accounts.editNamed", { name: account.name })}
            onClick={() => setEditing(true)}
          >
            <PencilSquare />
            {t("form.edit")}
          </Button>
        </div>
      </div>
      <p className="txt-compact-small text-ui-fg-subtle flex flex-wrap gap-x-1.5 gap-y-1">
        <code className="text-ui-fg-base break-all font-mono">
          {account.host}:{account.port}
        </code>
        <span>· {t(`accounts.securityName.${account.security}`)}</span>
        {account.username && <span className="break-all">· {account.username}</span>}
        <span>
          ·{" "}
          {account.rate_per_second === null
            ? t("accounts.noRate")
            : t("accounts.rate", { rate: number(Number(account.rate_per_second)) })}
        </span>
      </p>
      {account.active && account.trouble && (
        <p className="txt-small text-ui-fg-error break-words">
          {t("accounts.trouble", {
            words: account.trouble,
            when: account.trouble_since ? dateTime(account.trouble_since) : "",
          })}
        </p>
      )}
      <dl className="flex flex-wrap gap-x-10 gap-y-2">
        {figures.map(([label, figure]) => (
          <div key={label} className="flex flex-col">
            <dt className="txt-compact-xsmall text-ui-fg-subtle">{t(`accounts.${label}`)}</dt>
            <dd className="txt-compact-medium-plus text-ui-fg-base tabular-nums">
              {number(figure)}
            </dd>
          </div>
        ))}
      </dl>
      {editing && <AccountDrawer account={account} onClose={() => setEditing(false)} />}
    </li>
  )
}
