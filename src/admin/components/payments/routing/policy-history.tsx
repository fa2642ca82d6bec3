import { Badge, Button, Text, toast } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { readRoutingVersion } from "../../../hooks/api/routing"
import { useErrorText } from "../../../hooks/use-error-text"
import { CrmError } from "../../../lib/client"
import type { PolicyVersion, RoutingRules } from "../../../types/payments"
import { Panel } from "../../orders/card/panel"
import { FullTime } from "../../orders/common/time"

const SHOWN = 8

type PolicyHistoryProps = {
  history: PolicyVersion[]
  current: number
  /** Null where nothing may be changed, or where older versions cannot be had. */
  onRestore: ((version: number, rules: RoutingRules) => void) | null
}

/** Who changed what and why; an older version comes back as a draft, never at once. */
export const PolicyHistory = ({ history, current, onRestore }: PolicyHistoryProps) => {
  const { t } = useTranslation("payments")
  const client = useQueryClient()
  const errorText = useErrorText()
  const [all, setAll] = useState(false)
  const [loading, setLoading] = useState<number | null>(null)
  const latestFirst = [...history].sort((one, other) => other.version - one.version)
  const shown = all ? latestFirst : latestFirst.slice(0, SHOWN)

  const restore = async (version: number) => {
    setLoading(version)
    try {
      const { rules } = await readRoutingVersion(client, version)
      onRestore?.(version, rules)
      toast.info(t("history.asDraft", { version }))
    } catch (error) {
      toast.error(error instanceof CrmError ? errorText(error) : t("routing.failure"))
    } finally {
      setLoading(null)
    }
  }

  return (
    <Panel title={t("history.title")}>
      {latestFirst.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-4 py-4 md:px-6">
          {t("history.empty")}
        </Text>
      )}
      {latestFirst.length > 0 && (
        <ul className="divide-ui-border-base divide-y">
          {shown.map((version) => (
            <li
              key={version.version}
              className="flex items-start justify-between gap-x-4 px-4 py-3 md:px-6"
            >
              <div className="flex min-w-0 flex-col gap-y-1">
                <span className="flex flex-wrap items-center gap-x-2">
                  <span className="txt-compact-small-plus text-ui-fg-base">
                    {t("history.version", { version: version.version })}
                  </span>
                  {version.version === current && (
                    <Badge size="2xsmall" color="green">
                      {t("history.current")}
                    </Badge>
                  )}
                </span>
                {version.note && (
                  <span className="txt-compact-small text-ui-fg-base break-words">
                    {version.note}
                  </span>
                )}
                <span className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap gap-x-1.5">
                  <span className="break-words">{version.by ?? t("history.bySystem")}</span>
                  <span aria-hidden="true">·</span>
                  <FullTime at={version.at} />
                </span>
              </div>
              {onRestore && version.version !== current && (
                <Button
                  size="small"
                  variant="transparent"
                  isLoading={loading === version.version}
                  aria-label={t("history.restoreNamed", { version: version.version })}
                  onClick={() => void restore(version.version)}
                >
                  {t("history.restore")}
                </Button>
              )}
            </li>
          ))}
          {!all && latestFirst.length > SHOWN && (
            <li className="px-4 py-2 md:px-6">
              <Button size="small" variant="transparent" onClick={() => setAll(true)}>
                {t("history.all", { count: latestFirst.length })}
              </Button>
            </li>
          )}
        </ul>
      )}
    </Panel>
  )
}
