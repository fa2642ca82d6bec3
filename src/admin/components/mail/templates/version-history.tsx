import { Badge, Button } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useRestoreTemplate } from "../../../hooks/api/mail-templates"
import { useErrorText } from "../../../hooks/use-error-text"
import type { TemplateScope, TemplateVersion, TemplateVersionName } from "../../../types/mail"
import { PromptForm } from "../../common/prompt-form"
import { Panel } from "../../orders/card/panel"
import { FullTime } from "../../orders/common/time"

const SHOWN = 8

type RestoreProps = {
  scope: TemplateScope
  version: TemplateVersionName
  newest: number
  onDone: () => void
  onClose: () => void
}

const RestorePrompt = ({ scope, version, newest, onDone, onClose }: RestoreProps) => {
  const { t } = useTranslation("mail")
  const errorText = useErrorText()
  const { mutate, isPending, error } = useRestoreTemplate()
  const name =
    version !== "shipped"
      ? t("template.versionLower", { version })
      : t(scope.shop_id ? "template.commonLower" : "template.shippedLower")
  return (
    <PromptForm
      title={t("restore.title", { name })}
      description={t("restore.text")}
      confirm={t("restore.confirm")}
      isPending={isPending}
      fault={error && errorText(error)}
      onSubmit={() =>
        mutate({ ...scope, version, expected_version: newest }, { onSuccess: onDone })
      }
      onClose={onClose}
    />
  )
}

type VersionHistoryProps = {
  scope: TemplateScope
  versions: TemplateVersion[]
  /** What is in force here; null where it is the wording of another place. */
  current: TemplateVersionName | null
  newest: number
  onRestored: () => void
}

/** Who changed a wording and why; an older one comes back as a new version. */
export const VersionHistory = ({
  scope,
  versions,
  current,
  newest,
  onRestored,
}: VersionHistoryProps) => {
  const { t } = useTranslation("mail")
  const [all, setAll] = useState(false)
  const [restoring, setRestoring] = useState<TemplateVersionName | null>(null)
  const orderOf = ({ version }: TemplateVersion) => (version === "shipped" ? 0 : version)
  const listed: TemplateVersion[] = versions.some(({ version }) => version === "shipped")
    ? versions
    : [...versions, { version: "shipped", note: null, created_at: null, created_by: null }]
  const latestFirst = [...listed].sort((one, other) => orderOf(other) - orderOf(one))
  const shown = all ? latestFirst : latestFirst.slice(0, SHOWN)
  const nameOf = (version: TemplateVersionName) =>
    version !== "shipped"
      ? t("template.version", { version })
      : t(scope.shop_id ? "template.common" : "template.shipped")

  // The server writes no sentence where nobody has written one.
  const noteOf = (note: string): string => {
    const restored = /^↩ ?(\d*)$/.exec(note)
    if (!restored) {
      return note
    }
    return t("versions.restored", { name: nameOf(Number(restored[1]) || "shipped") })
  }

  return (
    <Panel title={t("versions.title")}>
      <ul className="divide-ui-border-base divide-y">
        {shown.map((version) => (
          <li
            key={version.version}
            className="flex items-start justify-between gap-x-4 px-4 py-3 md:px-6"
          >
            <div className="flex min-w-0 flex-col gap-y-1">
              <span className="flex flex-wrap items-center gap-x-2">
                <span className="txt-compact-small-plus text-ui-fg-base">
                  {nameOf(version.version)}
                </span>
                {version.version === current && (
                  <Badge size="2xsmall" color="green">
                    {t("versions.current")}
                  </Badge>
                )}
              </span>
              {version.note && (
                <span className="txt-compact-small text-ui-fg-base break-words">
                  {noteOf(version.note)}
                </span>
              )}
              <span className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap gap-x-1.5">
                {version.version === "shipped" ? (
                  t(scope.shop_id ? "versions.commonText" : "versions.shippedText")
                ) : (
                  <>
                    {version.created_by && (
                      <span className="break-words after:ms-1.5 after:content-['·']">
                        {version.created_by}
                      </span>
                    )}
                    {version.created_at && <FullTime at={version.created_at} />}
                  </>
                )}
              </span>
            </div>
            {version.version !== current && (
              <Button
                size="small"
                variant="transparent"
                aria-label={t("versions.restoreNamed", { name: nameOf(version.version) })}
                onClick={() => setRestoring(version.version)}
              >
                {t("versions.restore")}
              </Button>
            )}
          </li>
        ))}
        {!all && latestFirst.length > SHOWN && (
          <li className="px-4 py-2 md:px-6">
            <Button size="small" variant="transparent" onClick={() => setAll(true)}>
              {t("versions.all", { count: latestFirst.length })}
            </Button>
          </li>
        )}
      </ul>
      {restoring !== null && (
        <RestorePrompt
          scope={scope}
          version={restoring}
          newest={newest}
          onDone={() => {
            setRestoring(null)
            onRestored()
          }}
          onClose={() => setRestoring(null)}
        />
      )}
    </Panel>
  )
}
