import { Button, StatusBadge, Text, toast, usePrompt } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useMe } from "../../hooks/api/me"
import { useIssueCredential, useRevokeCredential } from "../../hooks/api/shops"
import { useErrorText } from "../../hooks/use-error-text"
import type { CrmError } from "../../lib/client"
import type { Shop, ShopCredential } from "../../types/shops"
import { RelativeTime } from "../orders/common/time"
import { KeyDialog } from "./key-dialog"

type ShopKeysProps = { shop: Shop }

export const ShopKeys = ({ shop }: ShopKeysProps) => {
  const { t } = useTranslation("shops")
  const { me } = useMe()
  const issue = useIssueCredential(shop.id)
  const revoke = useRevokeCredential(shop.id)
  const errorText = useErrorText()
  const prompt = usePrompt()
  const mayChange = me?.permissions.change_shops ?? false

  const sayRefusal = (error: CrmError) =>
    toast.error(t(`refusal.${error.code}`, { defaultValue: errorText(error) }))

  const askAndRevoke = async (credential: ShopCredential) => {
    const confirmed = await prompt({
      title: t("keys.revokeTitle", { hint: credential.key_hint }),
      description: t("keys.revokeText"),
      confirmText: t("keys.revoke"),
      cancelText: t("form.cancel"),
    })
    if (confirmed) {
      revoke.mutate(credential.id, {
        onSuccess: () => toast.success(t("keys.revokedToast")),
        onError: sayRefusal,
      })
    }
  }

  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <Text size="small" className="text-ui-fg-subtle">
          {t("keys.rotateHint")}
        </Text>
        {mayChange && (
          <Button
            size="small"
            variant="secondary"
            isLoading={issue.isPending}
            onClick={() => issue.mutate(undefined, { onError: sayRefusal })}
          >
            {t("keys.rotate")}
          </Button>
        )}
      </div>
      <ul className="divide-y border-t">
        {shop.credentials.map((credential) => (
          <li key={credential.id} className="flex flex-wrap items-center gap-x-6 gap-y-2 px-6 py-3">
            <code className="txt-compact-small font-mono">t3k_…{credential.key_hint}</code>
            <StatusBadge color={credential.revoked_at ? "grey" : "green"}>
              {t(credential.revoked_at ? "keys.revoked" : "keys.live")}
            </StatusBadge>
            <Text size="small" className="text-ui-fg-subtle flex-1 whitespace-nowrap">
              {t("keys.created")} <RelativeTime at={credential.created_at} />
              {" · "}
              {t("keys.lastUsed")}{" "}
              {credential.last_used_at ? <RelativeTime at={credential.last_used_at} /> : t("never")}
            </Text>
            {mayChange && !credential.revoked_at && (
              <Button
                size="small"
                variant="transparent"
                className="text-ui-fg-error"
                onClick={() => void askAndRevoke(credential)}
              >
                {t("keys.revoke")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {issue.data && (
        <KeyDialog shop={shop} credential={issue.data.credential} onClose={issue.reset} />
      )}
    </div>
  )
}
