import { Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { codeOfVariable } from "../../../lib/liquid-code"
import type { TemplatePartial, TemplateVariable } from "../../../types/mail"
import { SearchInput } from "../../common/search-input"
import { Unfold } from "../../payments/common/unfold"

/** One thing that can be inserted. */
type Entry = { name: string; code: string; meaning: string; note: string | null }

type GroupProps = { title: string; entries: Entry[]; onInsert: (code: string) => void }

const Group = ({ title, entries, onInsert }: GroupProps) => {
  const { t } = useTranslation("mail")
  if (entries.length === 0) {
    return null
  }
  return (
    <section className="flex flex-col gap-y-1">
      <h3 className="txt-compact-small-plus text-ui-fg-base px-2">{title}</h3>
      <ul className="grid grid-cols-1 gap-x-2 sm:grid-cols-2">
        {entries.map(({ name, code, meaning, note }) => (
          <li key={name}>
            <button
              type="button"
              title={code}
              onClick={() => onInsert(code)}
              className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus flex w-full flex-col gap-y-0.5 rounded-md px-2 py-1.5 text-start outline-none"
            >
              <span className="sr-only">{t("variables.insert")} </span>
              <code className="txt-compact-xsmall text-ui-fg-interactive break-all font-mono">
                {name}
              </code>
              <span className="txt-compact-xsmall text-ui-fg-subtle break-words">
                {meaning}
                {note && ` · ${note}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

type VariableListProps = {
  variables: TemplateVariable[]
  partials: TemplatePartial[]
  onInsert: (code: string) => void
}

/** What a wording can name. A press puts it where the cursor was last. */
export const VariableList = ({ variables, partials, onInsert }: VariableListProps) => {
  const { t, i18n } = useTranslation("mail")
  const [search, setSearch] = useState("")
  const wanted = search.trim().toLowerCase()
  const meaningIn = i18n.language === "ru" ? "ru" : "en"
  const found = (entries: Entry[]) =>
    entries.filter(({ name, meaning }) => `${name} ${meaning}`.toLowerCase().includes(wanted))

  const blocks = found(
    partials.map(({ name, usage, meanings }) => ({
      name,
      code: usage,
      meaning: meanings[meaningIn],
      note: null,
    }))
  )
  const names = found(
    variables.map((variable) => ({
      name: variable.name,
      code: codeOfVariable(variable),
      meaning: variable.meanings[meaningIn],
      note: variable.optional ? t("variables.optional") : null,
    }))
  )

  return (
    <Unfold label={t("variables.title")}>
      <div className="border-ui-border-base flex flex-col gap-y-3 rounded-md border p-3">
        <Text size="small" className="text-ui-fg-subtle">
          {t("variables.text")}
        </Text>
        <SearchInput label={t("variables.search")} value={search} onSearch={setSearch} />
        <div className="-mx-2 flex max-h-80 flex-col gap-y-4 overflow-y-auto">
          <Group title={t("variables.partials")} entries={blocks} onInsert={onInsert} />
          <Group title={t("variables.variables")} entries={names} onInsert={onInsert} />
          {blocks.length + names.length === 0 && (
            <Text size="small" className="text-ui-fg-subtle px-2">
              {t("variables.none")}
            </Text>
          )}
        </div>
      </div>
    </Unfold>
  )
}
