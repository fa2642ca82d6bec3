import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import { brandName } from "../../../lib/formats"
import type { BankAccount, OrderCard, PaymentCard } from "../../../types/orders"
import { PaymentStateBadge } from "../../payments/common/badges"
import { Fact, Facts } from "./facts"
import { Panel, PanelPart } from "./panel"

const CardNumber = ({ card }: { card: PaymentCard }) => {
  const { t } = useTranslation("orders")
  const brand = brandName(card.brand)
  const hidden = t("payment.cardHidden", { brand, first6: card.first6, last4: card.last4 })
  return (
    <>
      <span className="sr-only">{hidden}</span>
      <span aria-hidden="true" className="whitespace-nowrap font-mono">
        {card.first6.slice(0, 4)} {card.first6.slice(4)}•• •••• {card.last4}
      </span>
    </>
  )
}

const CardFacts = ({ card }: { card: PaymentCard }) => {
  const { t } = useTranslation("orders")
  const expiry = `${String(card.expiry_month).padStart(2, "0")}/${card.expiry_year}`
  return (
    <>
      <Fact label={brandName(card.brand)}>
        <CardNumber card={card} />
      </Fact>
      <Fact label={t("payment.expiry")}>
        <span className="tabular-nums">{expiry}</span>
      </Fact>
      <Fact label={t("payment.holder")}>{card.holder}</Fact>
      <Fact label={t("payment.data")}>
        {t(card.sealed ? "payment.dataHeld" : "payment.dataGone")}
      </Fact>
      <Fact label={t("payment.cvv")}>
        {t(card.cvv === "held" ? "payment.cvvHeld" : "payment.cvvGone")}
      </Fact>
    </>
  )
}

const AccountFacts = ({ account }: { account: BankAccount }) => {
  const { t } = useTranslation("orders")
  const kind = t(`payment.accountTypeName.${account.account_type}`, {
    defaultValue: account.account_type,
  })
  const holder = t(`payment.holderTypeName.${account.holder_type}`, {
    defaultValue: account.holder_type,
  })
  return (
    <>
      <Fact label={t("payment.account")}>
        <span className="font-mono">•••• {account.last4}</span>
      </Fact>
      <Fact label={t("payment.routing")}>
        <span className="font-mono">{account.routing_number}</span>
      </Fact>
      <Fact label={t("payment.accountType")}>
        {kind}, {holder}
      </Fact>
      <Fact label={t("payment.holder")}>{account.holder}</Fact>
      <Fact label={t("payment.accountData")}>
        {t(account.sealed ? "payment.dataHeld" : "payment.dataGone")}
      </Fact>
    </>
  )
}

export const PaymentPanel = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("orders")
  const { money } = useFormats()
  const { payment } = order
  return (
    <Panel title={t("payment.title")} aside={<PaymentStateBadge state={payment.state} />}>
      <PanelPart>
        <Facts>
          <Fact label={t("payment.method")}>
            {t(`method.${payment.method}`, { defaultValue: payment.method })}
          </Fact>
          <Fact label={t("payment.amount")}>
            <span className="tabular-nums">{money(order.total, order.currency)}</span>
          </Fact>
          {payment.card && <CardFacts card={payment.card} />}
          {payment.bank_account && <AccountFacts account={payment.bank_account} />}
          {payment.pay_currency && (
            <Fact label={t("payment.payCurrency")}>{payment.pay_currency}</Fact>
          )}
        </Facts>
      </PanelPart>
    </Panel>
  )
}
