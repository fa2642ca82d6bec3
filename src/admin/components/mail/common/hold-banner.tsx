import { PauseSolid } from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useHoldAll } from "../../../hooks/api/mail-settings"
import { useErrorText } from "../../../hooks/use-error-text"
import type { MailRules } from "../../../types/mail"
import { RelativeTime } from "../../orders/common/time"

/** Nothing goes out: said where nobody overlooks it, with the way back. */
export const HoldBanner = ({ rules }: { rules: MailRules }) => {
  const { t } = useTranslation("mail")
  const errorText = useErrorText()
  const { mutate, isPending } = useHoldAll()
  return (
    <section
      aria-label={t("hold.title")}
      className="bg-ui-tag-orange-bg border-ui-tag-orange-border flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border px-4 py-3 md:px-6"
    >
      <PauseSolid className="text-ui-tag-orange-icon shrink-0" aria-hidden="true" />
      <p className="txt-compact-small text-ui-fg-base min-w-0 flex-1 basis-60 break-words">
        <span className="font-medium">{t("hold.title")}</span> {t("hold.text")}{" "}
        {rules.changed_at && (
          <span className="text-ui-fg-subtle">
            {rules.changed_by && `${rules.changed_by}, `}
            <RelativeTime at={rules.changed_at} />
          </span>
        )}
      </p>
      <Button
        size="small"
        variant="secondary"
        isLoading={isPending}
        onClick={() =>
          mutate(
            { hold_all: false },
            {
              onSuccess: () => toast.success(t("hold.ended")),
              onError: (error) => toast.error(errorText(error)),
            }
          )
        }
      >
        {t("hold.end")}
      </Button>
    </section>
  )
}
