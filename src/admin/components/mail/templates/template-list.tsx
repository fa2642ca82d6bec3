import { clx, Container, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link, useSearchParams } from "react-router-dom"

import { useTemplates } from "../../../hooks/api/mail-templates"
import { useOrderFilters } from "../../../hooks/api/orders"
import { useFormats } from "../../../hooks/use-formats"
import { useLastError } from "../../../hooks/use-last-error"
import { useMailWords } from "../../../hooks/use-mail-words"
import type { LetterKind, TemplatesAnswer, TemplateScope } from "../../../types/mail"
import { LoadingRows } from "../../common/loading-rows"
import { PageHead } from "../../common/page-head"
import { LoadFailure } from "../../orders/common/load-failure"
import { ShopSelect } from "./shop-select"
import { templatePath } from "./template-path"

/** Whose wording is in force, from the closest to the farthest. */
type Origin = "broken" | "shop" | "own" | "shipped"

const CHIPS: Record<Origin, string> = {
  broken: "bg-ui-tag-red-bg border-ui-tag-red-border text-ui-tag-red-text",
  shop: "bg-ui-tag-purple-bg border-ui-tag-purple-border text-ui-tag-purple-text",
  own: "bg-ui-tag-blue-bg border-ui-tag-blue-border text-ui-tag-blue-text",
  shipped: "bg-ui-bg-base border-ui-border-base text-ui-fg-subtle",
}

const originOf = (answer: TemplatesAnswer, scope: TemplateScope): Origin => {
  const same = (one: TemplateScope) => one.kind === scope.kind && one.language === scope.language
  const mine = (one: TemplateScope) => same(one) && one.shop_id === scope.shop_id
  if (answer.broken.some((one) => same(one) && (!scope.shop_id || mine(one)))) {
    return "broken"
  }
  if (scope.shop_id && answer.own.some(mine)) {
    return "shop"
  }
  return answer.own.some((one) => same(one) && one.shop_id === null) ? "own" : "shipped"
}

type ChipProps = { answer: TemplatesAnswer; scope: TemplateScope }

const Chip = ({ answer, scope }: ChipProps) => {
  const { t } = useTranslation("mail")
  const { dateTime } = useFormats()
  const words = useMailWords()
  const origin = originOf(answer, scope)
  const own = answer.own.find(
    (one) =>
      one.kind === scope.kind &&
      one.language === scope.language &&
      one.shop_id === (origin === "shop" ? scope.shop_id : null)
  )
  const language = words.language(scope.language)
  const about = [
    language,
    t(`templates.origin.${origin}`),
    own && origin !== "shipped" ? t("template.version", { version: own.version }) : null,
    own && origin !== "shipped" ? dateTime(own.changed_at) : null,
    own && origin !== "shipped" ? own.changed_by : null,
  ]
    .filter(Boolean)
    .join(", ")
  return (
    <Link
      to={templatePath(scope)}
      title={about}
      className={clx(
        "txt-compact-xsmall-plus focus-visible:shadow-borders-focus flex h-7 min-w-10 items-center justify-center rounded-md border px-2 uppercase outline-none transition-shadow hover:shadow-elevation-card-hover",
        CHIPS[origin]
      )}
    >
      <span aria-hidden="true">{scope.language}</span>
      <span className="sr-only">
        {words.letter(scope.kind)}: {about}
      </span>
    </Link>
  )
}

type RowProps = { answer: TemplatesAnswer; letter: LetterKind; shopId: string | null }

const Row = ({ answer, letter, shopId }: RowProps) => {
  const { t } = useTranslation("mail")
  const words = useMailWords()
  // Somebody may have worded a letter in a language that ships with none.
  const languages = [
    ...new Set([...answer.languages, ...answer.own.map(({ language }) => language)]),
  ]
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 md:px-6">
      <div className="min-w-0 flex-1 basis-64">
        <p className="txt-compact-small-plus text-ui-fg-base">{words.letter(letter.kind)}</p>
        <Text size="small" className="text-ui-fg-subtle">
          {t(`letterText.${letter.kind}`, { defaultValue: "" })}
        </Text>
      </div>
      <div className="flex flex-wrap gap-1.5">
        {languages.map((language) => (
          <Chip
            key={language}
            answer={answer}
            scope={{ kind: letter.kind, shop_id: shopId, language }}
          />
        ))}
      </div>
    </li>
  )
}

/** Every letter in every language: which wording is in force, and where it is changed. */
export const TemplateList = () => {
  const { t } = useTranslation("mail")
  const [search, setSearch] = useSearchParams()
  const { data, error, refetch } = useTemplates()
  const { data: options } = useOrderFilters()
  const failure = useLastError(error, data)
  const shops = options?.shops ?? []
  const shopId = shops.find(({ id }) => id === search.get("shop_id"))?.id ?? null
  const origins: Origin[] = shopId
    ? ["shop", "own", "shipped", "broken"]
    : ["own", "shipped", "broken"]

  return (
    <Container className="divide-ui-border-base divide-y p-0">
      <PageHead title={t("templates.title")} text={t("templates.text")}>
        {shops.length > 0 && (
          <ShopSelect
            shops={shops}
            value={shopId}
            onChange={(id) => setSearch(id ? { shop_id: id } : {}, { replace: true })}
          />
        )}
      </PageHead>
      {!data && failure && (
        <LoadFailure
          title={t("templates.failure")}
          error={failure}
          onRetry={() => void refetch()}
        />
      )}
      {!data && !failure && <LoadingRows rows={8} />}
      {data && (
        <>
          <ul
            aria-label={t("templates.legend")}
            className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap gap-x-4 gap-y-2 px-4 py-3 md:px-6"
          >
            {origins.map((origin) => (
              <li key={origin} className="flex items-center gap-x-2">
                <span
                  aria-hidden="true"
                  className={clx("h-3.5 w-3.5 rounded border", CHIPS[origin])}
                />
                {t(`templates.origin.${origin}`)}
              </li>
            ))}
          </ul>
          <ul className="divide-ui-border-base divide-y">
            {data.kinds.map((letter) => (
              <Row key={letter.kind} answer={data} letter={letter} shopId={shopId} />
            ))}
          </ul>
        </>
      )}
    </Container>
  )
}
