import { Heading, InlineTip, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useErrorText } from "../../../hooks/use-error-text"
import type { CrmError } from "../../../lib/client"
import type { PreviewAnswer } from "../../../types/mail"
import { LoadingRows } from "../../common/loading-rows"
import { LetterView } from "../common/letter-view"
import { OrderPicker } from "./order-picker"

type PreviewPaneProps = {
  /** The latest that could be written; with faults it is what it was before them. */
  preview: PreviewAnswer | null
  faults: number
  error: CrmError | null
  shopId: string | null
  onChoose: (orderId: string | null) => void
}

/** The letter as the customer of a real order would get it, while it is being written. */
export const PreviewPane = ({ preview, faults, error, shopId, onChoose }: PreviewPaneProps) => {
  const { t } = useTranslation("mail")
  const errorText = useErrorText()
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 md:px-6">
        <Heading level="h2">{t("preview.title")}</Heading>
        <OrderPicker shopId={shopId} current={preview?.order ?? null} onChoose={onChoose} />
      </div>
      {error && (
        <Text size="small" role="alert" className="text-ui-fg-error px-4 py-3 md:px-6">
          {errorText(error)}
        </Text>
      )}
      {!preview && !error && <LoadingRows rows={6} />}
      {preview && (
        <div>
          <div className="flex flex-col gap-y-0.5 px-4 pt-3 md:px-6">
            <Text size="xsmall" className="text-ui-fg-subtle">
              {t("message.subject")}
            </Text>
            <p className="txt-compact-medium-plus text-ui-fg-base break-words">
              {preview.subject || "–"}
            </p>
          </div>
          <LetterView
            subject={preview.subject}
            html={preview.html}
            text={preview.text}
            notice={
              faults > 0 && (
                <div className="px-4 pb-3 md:px-6">
                  <InlineTip variant="error" label={t("preview.faulty")}>
                    {t("preview.faultyText")}
                  </InlineTip>
                </div>
              )
            }
          />
        </div>
      )}
    </>
  )
}
