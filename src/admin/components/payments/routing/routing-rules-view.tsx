import { PencilSquare } from "@medusajs/icons"
import { Button, Container, Heading, InlineTip } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useMe } from "../../../hooks/api/me"
import { useRouting } from "../../../hooks/api/routing"
import { useLastError } from "../../../hooks/use-last-error"
import { sameRules, wholeRules } from "../../../lib/routing-rules"
import type { RoutingAnswer, RoutingRules } from "../../../types/payments"
import { PAYMENT_METHODS } from "../../../types/payments"
import { LoadingRows } from "../../common/loading-rows"
import { LoadFailure } from "../../orders/common/load-failure"
import { MethodRoute } from "./method-route"
import { PolicyHistory } from "./policy-history"
import { RoutingPreview } from "./routing-preview"
import { SaveRouting } from "./save-routing"

type Draft = { rules: RoutingRules; note: string }

const Loaded = ({ routing }: { routing: RoutingAnswer }) => {
  const { t } = useTranslation("payments")
  const { permissions } = useMe()
  const [draft, setDraft] = useState<Draft | null>(null)
  const [saving, setSaving] = useState(false)
  const kept = wholeRules(routing.rules)
  const shown = draft?.rules ?? kept
  const changed = draft !== null && !sameRules(draft.rules, kept)

  return (
    <div className="grid grid-cols-1 gap-3 xl:grid-cols-[minmax(0,1fr)_400px] xl:items-start">
      <Container className="divide-ui-border-base divide-y p-0">
        <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5 md:px-6">
          <Heading level="h2">
            {draft ? t("routing.draft") : t("routing.version", { version: routing.version })}
          </Heading>
          {permissions.change_routing && (
            <div className="flex gap-2">
              {draft ? (
                <>
                  <Button size="small" variant="secondary" onClick={() => setDraft(null)}>
                    {t("form.cancel")}
                  </Button>
                  <Button size="small" disabled={!changed} onClick={() => setSaving(true)}>
                    {t("routing.save")}
                  </Button>
                </>
              ) : (
                <Button
                  size="small"
                  variant="secondary"
                  onClick={() => setDraft({ rules: kept, note: "" })}
                >
                  <PencilSquare />
                  {t("routing.edit")}
                </Button>
              )}
            </div>
          )}
        </div>
        {routing.version === 0 && !draft && (
          <div className="px-4 py-4 md:px-6">
            <InlineTip variant="warning" label={t("routing.noneTitle")}>
              {t("routing.noneText")}
            </InlineTip>
          </div>
        )}
        {PAYMENT_METHODS.map((method) => (
          <MethodRoute
            key={method}
            method={method}
            entries={shown[method]}
            accounts={routing.accounts}
            onChange={
              draft
                ? (entries) => setDraft({ ...draft, rules: { ...draft.rules, [method]: entries } })
                : null
            }
          />
        ))}
      </Container>
      <div className="flex min-w-0 flex-col gap-y-3">
        <RoutingPreview draft={changed ? draft.rules : null} />
        <PolicyHistory
          history={routing.history}
          current={routing.version}
          onRestore={
            permissions.change_routing
              ? (version, rules) =>
                  setDraft({
                    rules: wholeRules(rules),
                    note: t("history.restores", { version }),
                  })
              : null
          }
        />
      </div>
      {saving && draft && (
        <SaveRouting
          rules={draft.rules}
          note={draft.note}
          version={routing.version}
          onSaved={() => {
            setSaving(false)
            setDraft(null)
          }}
          onClose={() => setSaving(false)}
        />
      )}
    </div>
  )
}

/** For each way to pay: the processor accounts in the order in which they are tried. */
export const RoutingRulesView = () => {
  const { t } = useTranslation("payments")
  const { data, error, refetch } = useRouting()
  const failure = useLastError(error, data)
  if (data) {
    return <Loaded routing={data} />
  }
  return (
    <Container className="p-0">
      {failure ? (
        <LoadFailure title={t("routing.failure")} error={failure} onRetry={() => void refetch()} />
      ) : (
        <LoadingRows rows={5} />
      )}
    </Container>
  )
}
