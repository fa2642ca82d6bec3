import { useTranslation } from "react-i18next"

import { WAYS_TO_PAY } from "../../../lib/order-draft"
import { ChoiceList } from "../../payments/dialogs/choice-list"
import { FieldGrid } from "./form-part"
import type { DraftFieldsProps } from "./shop-fields"
import { TextField } from "./text-field"

/** How the order is paid. There is no field for a card: nobody but the customer types its number. */
export const PaymentFields = ({ draft, faultOf, onChange }: DraftFieldsProps) => {
  const { t } = useTranslation("bulk")
  return (
    <>
      <ChoiceList
        label={t("create.paymentPart")}
        choices={WAYS_TO_PAY.map((value) => ({
          value,
          label: t(`create.way.${value}`),
          hint: t(`create.wayHint.${value}`),
        }))}
        value={draft.way}
        onChange={(way) => onChange({ way })}
      />
      <FieldGrid>
        {draft.way === "crypto" && (
          <TextField
            label={t("create.coin")}
            hint={t("create.coinHint")}
            fault={faultOf("payment.pay_currency")}
            maxLength={20}
            value={draft.coin}
            onChange={(coin) => onChange({ coin: coin.toUpperCase() })}
          />
        )}
        {draft.way === "outside" && (
          <TextField
            label={t("create.reason")}
            fault={faultOf("payment.paid_outside.reason")}
            maxLength={2000}
            value={draft.reason}
            onChange={(reason) => onChange({ reason })}
          />
        )}
      </FieldGrid>
    </>
  )
}
