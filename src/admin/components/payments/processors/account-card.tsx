import { PencilSquare } from "@medusajs/icons"
import { Badge, Button, StatusBadge, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useMe } from "../../../hooks/api/me"
import { useFormats } from "../../../hooks/use-formats"
import type { Processor, ProcessorAccount } from "../../../types/payments"
import { CopyLine } from "../../common/copy-line"
import { Unfold } from "../common/unfold"
import { AccountDrawer } from "./account-drawer"
import { FeeRuleDrawer } from "./fee-rule-drawer"
import { FeeRules } from "./fee-rules"
import { useFeeText } from "./use-fee-text"

const Figure = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="flex min-w-0 flex-col gap-y-0.5">
    <dt className="txt-compact-xsmall text-ui-fg-subtle">{label}</dt>
    <dd className="txt-compact-small text-ui-fg-base break-words">{children}</dd>
  </div>
)

const Health = ({ account }: { account: ProcessorAccount }) => {
  const { t } = useTranslation("payments")
  if (!account.active) {
    return <StatusBadge color="grey">{t("processors.off")}</StatusBadge>
  }
  return (
    <StatusBadge color={account.health.open ? "red" : "green"}>
      {t(account.health.open ? "processors.leftOut" : "processors.working")}
    </StatusBadge>
  )
}

const ApprovalRate = ({ rate: figures }: { rate: ProcessorAccount["approval_rate"] }) => {
  const { t } = useTranslation("payments")
  const { number } = useFormats()
  const count = figures.approved + figures.declined
  if (count === 0 || figures.rate === null) {
    return <>{t("processors.noRate", { count: figures.days })}</>
  }
  const percent = Math.round(figures.rate * 1_000) / 10
  return (
    <span className="tabular-nums">
      {t("processors.rate", { percent: number(percent), count, total: number(count) })}
    </span>
  )
}

type AccountCardProps = { account: ProcessorAccount; processor: Processor | null }

export const AccountCard = ({ account, processor }: AccountCardProps) => {
  const { t } = useTranslation("payments")
  const { t: orders } = useTranslation("orders")
  const { permissions } = useMe()
  const { dateTime } = useFormats()
  const feeText = useFeeText()
  const [editing, setEditing] = useState(false)
  const [pricing, setPricing] = useState(false)
  return (
    <li className="flex flex-col gap-y-4 px-4 py-4 md:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Text weight="plus" className="break-words">
          {account.name}
        </Text>
        <Health account={account} />
        {account.missing_secrets.length > 0 && (
          <Badge size="2xsmall" color="orange">
            {t("processors.secretMissing")}
          </Badge>
        )}
        {processor && (
          <div className="flex flex-wrap gap-2 max-sm:w-full sm:ms-auto">
            <Button size="small" variant="secondary" onClick={() => setPricing(true)}>
              {t("fees.add")}
            </Button>
            {permissions.change_processors && (
              <Button
                size="small"
                variant="secondary"
                aria-label={t("processors.editNamed", { name: account.name })}
                onClick={() => setEditing(true)}
              >
                <PencilSquare />
                {t("processors.edit")}
              </Button>
            )}
          </div>
        )}
      </div>
      {account.health.open && (
        <p className="txt-small text-ui-fg-error break-words">
          {t("processors.leftOutText", {
            reason: t(`processors.failing.${account.health.reason ?? ""}`, {
              defaultValue: t("processors.failing.processor_unavailable"),
            }),
            when: account.health.since ? dateTime(account.health.since) : "",
          })}
        </p>
      )}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 xl:grid-cols-4">
        <Figure label={t("processors.methods")}>
          {account.methods.map((method) => orders(`method.${method}`)).join(", ") || "–"}
        </Figure>
        <Figure label={t("fees.now")}>
          {account.fee_rule ? feeText(account.fee_rule) : t("fees.none")}
        </Figure>
        <Figure label={t("processors.approvalRate")}>
          <ApprovalRate rate={account.approval_rate} />
        </Figure>
        {account.methods.includes("echeck") && (
          <Figure label={t("processors.echeck")}>
            {t(`processors.echeckWhen.${account.echeck_approved_when}`)}
          </Figure>
        )}
      </dl>
      {account.callback_url && (
        <CopyLine label={t("processors.callbackUrl")} value={account.callback_url} />
      )}
      {account.fee_rules.length > 0 && (
        <Unfold label={t("fees.history", { count: account.fee_rules.length })}>
          <FeeRules rules={account.fee_rules} current={account.fee_rule?.id ?? null} />
        </Unfold>
      )}
      {editing && processor && (
        <AccountDrawer
          processors={[processor]}
          account={account}
          onClose={() => setEditing(false)}
        />
      )}
      {pricing && <FeeRuleDrawer account={account} onClose={() => setPricing(false)} />}
    </li>
  )
}
