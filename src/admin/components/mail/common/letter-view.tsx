import { Tabs, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useMediaQuery } from "../../../hooks/use-media-query"
import { JsonView } from "../../common/json-view"
import { LetterFrame } from "./letter-frame"

const VIEWS = ["wide", "narrow", "text", "headers"] as const
type View = (typeof VIEWS)[number]

type LetterViewProps = {
  subject: string | null
  html: string | null
  text: string | null
  /** As the mail server has them: by name, or line by line. */
  headers?: Record<string, string> | string[] | null
  withLinks?: boolean
  /** Stands between the tabs and the letter. */
  notice?: ReactNode
}

/** A letter as the customer sees it: at a desk, on a telephone, in a program without pictures. */
export const LetterView = (props: LetterViewProps) => {
  const { subject, html, text, headers, withLinks, notice } = props
  const { t } = useTranslation("mail")
  const isTelephone = useMediaQuery("(max-width: 639px)")
  const [wanted, setWanted] = useState<View>(isTelephone ? "narrow" : "wide")
  const views = VIEWS.filter((view) => view !== "headers" || headers)
  const view = views.includes(wanted) ? wanted : "wide"
  const title = t("letterView.title", { subject: subject ?? "" })

  return (
    <Tabs
      value={view}
      activationMode="manual"
      onValueChange={(value) => setWanted(VIEWS.find((name) => name === value) ?? "wide")}
    >
      <Tabs.List className="overflow-x-auto px-4 py-3 md:px-6">
        {views.map((name) => (
          <Tabs.Trigger key={name} value={name} className="whitespace-nowrap">
            {t(`letterView.${name}`)}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {notice}
      <Tabs.Content value={view} className="border-ui-border-base border-t">
        {(view === "wide" || view === "narrow") &&
          (html ? (
            <LetterFrame
              html={html}
              title={title}
              narrow={view === "narrow"}
              withLinks={withLinks}
            />
          ) : (
            <Text size="small" className="text-ui-fg-subtle px-4 py-4 md:px-6">
              {t("letterView.noHtml")}
            </Text>
          ))}
        {view === "text" && (
          <div className="px-4 py-4 md:px-6">
            <JsonView label={t("letterView.text")} value={text ?? t("letterView.noText")} />
          </div>
        )}
        {view === "headers" && headers && (
          <div className="px-4 py-4 md:px-6">
            <JsonView
              label={t("letterView.headers")}
              value={(Array.isArray(headers)
                ? headers
                : Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
              ).join("\n")}
            />
          </div>
        )}
      </Tabs.Content>
    </Tabs>
  )
}
