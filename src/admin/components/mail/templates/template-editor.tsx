import { ArrowLeft } from "@medusajs/icons"
import { Badge, Button, Container, Heading, Select, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link, useNavigate } from "react-router-dom"

import { useRecentOrders, useTemplate, useTemplates } from "../../../hooks/api/mail-templates"
import { useOrderFilters } from "../../../hooks/api/orders"
import { useLastError } from "../../../hooks/use-last-error"
import { useMailWords } from "../../../hooks/use-mail-words"
import type { TemplateAnswer, TemplateScope, Wording } from "../../../types/mail"
import { LoadingRows } from "../../common/loading-rows"
import { LoadFailure } from "../../orders/common/load-failure"
import { DraftGuard } from "./draft-guard"
import { PreviewPane } from "./preview-pane"
import { SaveTemplate } from "./save-template"
import { SendTest } from "./send-test"
import { ShopSelect } from "./shop-select"
import { templatePath } from "./template-path"
import { useLivePreview } from "./use-live-preview"
import { VersionHistory } from "./version-history"
import { WordingForm } from "./wording-form"

const isSame = (one: Wording, other: Wording): boolean =>
  one.subject === other.subject && one.body === other.body && one.text === other.text

type StandingProps = { scope: TemplateScope; template: TemplateAnswer["template"]; dirty: boolean }

/** Which wording this is: a draft, one's own, or one that is taken from somewhere else. */
const Standing = ({ scope, template, dirty }: StandingProps) => {
  const { t } = useTranslation("mail")
  const words = useMailWords()
  const { source } = template
  if (dirty) {
    return (
      <Badge size="2xsmall" color="orange">
        {t("editor.draft")}
      </Badge>
    )
  }
  const from = [
    source.shop_id !== scope.shop_id && source.version !== "shipped"
      ? t("editor.ofAllShops")
      : null,
    source.language !== scope.language
      ? t("editor.inLanguage", { language: words.language(source.language) })
      : null,
  ].filter(Boolean)
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <Badge size="2xsmall" color={source.version === "shipped" ? "grey" : "blue"}>
        {source.version === "shipped"
          ? t("template.shipped")
          : t("template.version", { version: source.version })}
      </Badge>
      {from.length > 0 && (
        <Link
          to={templatePath({ ...scope, shop_id: source.shop_id, language: source.language })}
          className="txt-compact-xsmall text-ui-tag-blue-text focus-visible:shadow-borders-focus rounded outline-none hover:underline"
        >
          {from.join(", ")}
        </Link>
      )}
    </span>
  )
}

type LoadedProps = { scope: TemplateScope; answer: TemplateAnswer }

const Loaded = ({ scope, answer }: LoadedProps) => {
  const { t } = useTranslation("mail")
  const { template } = answer
  const saved: Wording = {
    subject: template.subject,
    body: template.body,
    text: template.text,
  }
  const [draft, setDraft] = useState<Wording | null>(null)
  // Until another one is chosen it is the latest order that there is.
  const [chosen, setChosen] = useState<string | null>()
  const { data: recent } = useRecentOrders("", scope.shop_id)
  const [asking, setAsking] = useState<"save" | "test" | null>(null)
  const wording = draft ?? saved
  const dirty = draft !== null && !isSame(draft, saved)
  const newest = Math.max(
    0,
    ...answer.versions.map(({ version }) => (version === "shipped" ? 0 : version))
  )
  const { source } = template
  // What a shop says about nothing itself is in force there as "what counts for all shops".
  const current =
    source.shop_id === scope.shop_id && source.language === scope.language
      ? source.version
      : "shipped"
  const orderId = chosen === undefined ? (recent?.orders[0]?.id ?? null) : chosen
  const input = { ...scope, ...wording, order_id: orderId }
  const live = useLivePreview(recent ? input : null)

  return (
    <>
      <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-2 xl:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-y-3">
          <Container className="divide-ui-border-base divide-y p-0">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 md:px-6">
              <div className="flex flex-wrap items-center gap-2">
                <Heading level="h2">{t("editor.title")}</Heading>
                <Standing scope={scope} template={template} dirty={dirty} />
              </div>
              <div className="flex flex-wrap items-center gap-2">
                {dirty && (
                  <Button size="small" variant="transparent" onClick={() => setDraft(null)}>
                    {t("editor.discard")}
                  </Button>
                )}
                <Button size="small" variant="secondary" onClick={() => setAsking("test")}>
                  {t("editor.test")}
                </Button>
                <Button size="small" disabled={!dirty} onClick={() => setAsking("save")}>
                  {t("editor.save")}
                </Button>
              </div>
            </div>
            <WordingForm
              wording={wording}
              faults={live.faults}
              variables={answer.variables}
              partials={answer.partials}
              onChange={(part) => setDraft({ ...wording, ...part })}
            />
          </Container>
        </div>
        <div className="flex min-w-0 flex-col gap-y-3 xl:row-span-2">
          <Container className="divide-ui-border-base divide-y p-0 xl:sticky xl:top-0">
            <PreviewPane
              preview={live.preview}
              faults={live.faults.length}
              error={live.error}
              shopId={scope.shop_id}
              onChoose={setChosen}
            />
          </Container>
        </div>
        <div className="min-w-0">
          <VersionHistory
            scope={scope}
            versions={answer.versions}
            current={current}
            newest={newest}
            onRestored={() => setDraft(null)}
          />
        </div>
      </div>
      <DraftGuard dirty={dirty} />
      {asking === "save" && (
        <SaveTemplate
          scope={scope}
          wording={wording}
          version={newest}
          isBroken={live.isCurrent && live.faults.length > 0}
          onSaved={() => {
            setAsking(null)
            setDraft(null)
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === "test" && <SendTest input={input} onClose={() => setAsking(null)} />}
    </>
  )
}

/** The wording of one letter for one shop or all, in one language, beside what it makes of an order. */
export const TemplateEditor = ({ scope }: { scope: TemplateScope }) => {
  const { t } = useTranslation("mail")
  const words = useMailWords()
  const navigate = useNavigate()
  const { data, error, refetch } = useTemplate(scope)
  const { data: all } = useTemplates()
  const { data: options } = useOrderFilters()
  const failure = useLastError(error, data)
  const languages = [...new Set([...(all?.languages ?? []), scope.language])]
  const open = (part: Partial<TemplateScope>) => navigate(templatePath({ ...scope, ...part }))

  return (
    <div className="flex flex-col gap-y-3">
      <Link
        to={scope.shop_id ? `/mail/templates?shop_id=${scope.shop_id}` : "/mail/templates"}
        className="text-ui-fg-subtle hover:text-ui-fg-base txt-compact-small-plus flex items-center gap-x-1 self-start px-1 py-1"
      >
        <ArrowLeft className="rtl:rotate-180" />
        {t("editor.back")}
      </Link>
      <Container className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-4 md:px-6">
        <div className="min-w-0 flex-1 basis-60">
          <Heading level="h1">{words.letter(scope.kind)}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {t(`letterText.${scope.kind}`, { defaultValue: "" })}
          </Text>
        </div>
        <div className="flex flex-wrap gap-2">
          <Select
            size="small"
            value={scope.language}
            onValueChange={(language) => open({ language })}
          >
            <Select.Trigger aria-label={t("scope.language")} className="w-36">
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {languages.map((code) => (
                <Select.Item key={code} value={code}>
                  {words.language(code)}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
          <ShopSelect
            shops={options?.shops ?? []}
            value={scope.shop_id}
            onChange={(shop_id) => open({ shop_id })}
          />
        </div>
      </Container>
      {!data && (
        <Container className="p-0">
          {failure ? (
            <LoadFailure
              title={t("editor.failure")}
              error={failure}
              onRetry={() => void refetch()}
            />
          ) : (
            <LoadingRows rows={8} />
          )}
        </Container>
      )}
      {data && (
        <Loaded
          key={`${scope.kind} ${scope.shop_id ?? ""} ${scope.language}`}
          scope={scope}
          answer={data}
        />
      )}
    </div>
  )
}
