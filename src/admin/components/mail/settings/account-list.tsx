import { Plus, ServerStackSolid } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useMailAccounts } from "../../../hooks/api/mail-settings"
import { useMe } from "../../../hooks/api/me"
import { useLastError } from "../../../hooks/use-last-error"
import { LoadingRows } from "../../common/loading-rows"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { AccountDrawer } from "./account-drawer"
import { AccountItem } from "./account-item"

/** The mail servers that letters go out through, and how each does. */
export const AccountList = () => {
  const { t } = useTranslation("mail")
  const { me } = useMe()
  const { data: accounts, error, refetch } = useMailAccounts()
  const failure = useLastError(error, accounts)
  const [adding, setAdding] = useState(false)
  const add = me?.role === "administrator" && (
    <Button size="small" variant="secondary" onClick={() => setAdding(true)}>
      <Plus />
      {t("accounts.add")}
    </Button>
  )
  if (!accounts) {
    return failure ? (
      <LoadFailure title={t("accounts.failure")} error={failure} onRetry={() => void refetch()} />
    ) : (
      <LoadingRows />
    )
  }
  return (
    <>
      {accounts.length === 0 ? (
        <MessagePanel
          icon={<ServerStackSolid />}
          title={t("accounts.none")}
          text={t("accounts.noneText")}
        >
          {add}
        </MessagePanel>
      ) : (
        <>
          <div className="border-ui-border-base flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-3 md:px-6">
            <Text size="small" className="text-ui-fg-subtle min-w-0 flex-1 basis-60">
              {t("accounts.text")}
            </Text>
            {add}
          </div>
          <ul className="divide-ui-border-base divide-y">
            {accounts.map((account) => (
              <AccountItem key={account.id} account={account} />
            ))}
          </ul>
        </>
      )}
      {adding && <AccountDrawer onClose={() => setAdding(false)} />}
    </>
  )
}
