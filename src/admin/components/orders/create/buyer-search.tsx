import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useBuyers } from "../../../hooks/api/create-order"
import { useErrorText } from "../../../hooks/use-error-text"
import type { Buyer } from "../../../types/bulk"
import { SearchInput } from "../../common/search-input"

/** Finds a customer by what is known, and fills the form in as the last order has them. */
export const BuyerSearch = ({ onChoose }: { onChoose: (buyer: Buyer) => void }) => {
  const { t } = useTranslation("bulk")
  const errorText = useErrorText()
  const [q, setQ] = useState("")
  const { data: found, error } = useBuyers(q)
  const isAsked = q.trim().length > 1
  return (
    <div className="flex flex-col gap-y-2">
      <SearchInput label={t("create.search")} value={q} onSearch={setQ} />
      {error && (
        <p role="alert" className="txt-small text-ui-fg-error">
          {errorText(error)}
        </p>
      )}
      {isAsked && found && found.length === 0 && (
        <p role="status" className="txt-small text-ui-fg-subtle">
          {t("create.nobody")}
        </p>
      )}
      {isAsked && found && found.length > 0 && (
        <ul
          aria-label={t("create.found")}
          className="divide-ui-border-base shadow-borders-base bg-ui-bg-component divide-y rounded-lg"
        >
          {found.map((buyer) => (
            <li key={buyer.email}>
              <button
                type="button"
                className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus txt-compact-small flex w-full flex-wrap gap-x-2 rounded-lg px-3 py-2.5 text-start outline-none"
                onClick={() => {
                  onChoose(buyer)
                  setQ("")
                }}
              >
                <span className="text-ui-fg-base font-medium">{buyer.name}</span>
                <span className="text-ui-fg-subtle min-w-0 break-all">{buyer.email}</span>
                <span className="text-ui-fg-subtle">{buyer.phone}</span>
                <span className="text-ui-fg-subtle ms-auto">
                  {t("create.lastOrder", { number: buyer.last_order.display_id })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
