import { Input, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import type { TemplateVariable } from "../../../types/mail"
import { Unfold } from "../../payments/common/unfold"

type GroupProps = {
  title: string
  entries: TemplateVariable[]
  codeOf: (entry: TemplateVariable) => string
  onInsert: (code: string) => void
}

const Group = ({ title, entries, codeOf, onInsert }: GroupProps) => {
  const { t } = useTranslation("mail")
  if (entries.length === 0) {
    return null
  }
  return (
    <section className="flex flex-col gap-y-2">
      <h4 className="txt-compact-small-plus text-ui-fg-base">{title}</h4>
      <ul className="flex flex-col gap-y-1">
        {entries.map((entry) => {
          const code = codeOf(entry)
          return (
            <li key={entry.name}>
              <button
                type="button"
                aria-label={t("variables.insert", { name: entry.name })}
                onClick={() => onInsert(code)}
                className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus flex w-full flex-col gap-y-0.5 rounded-md px-2 py-1.5 text-start outline-none"
              >
                <code className="txt-compact-xsmall text-ui-fg-interactive break-all font-mono">
                  {code}
                </code>
                <span className="txt-compact-xsmall text-ui-fg-subtle break-words">
                  {entry.meaning}
                  {entry.example && (
                    <>
                      {" "}
                      <q>{entry.example}</q>
                    </>
                  )}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

type VariableListProps = {
  variables: TemplateVariable[]
  partials: TemplateVariable[]
  onInsert: (code: string) => void
}

/** What a wording can name. A press puts it where the cursor was last. */
export const VariableList = ({ variables, partials, onInsert }: VariableListProps) => {
  const { t } = useTranslation("mail")
  const [search, setSearch] = useState("")
  const wanted = search.trim().toLowerCase()
  const found = (entries: TemplateVariable[]) =>
    entries.filter(({ name, meaning }) => `${name} ${meaning}`.toLowerCase().includes(wanted))
  const shown = [...found(variables), ...found(partials)]
  return (
    <Unfold label={t("variables.title")}>
      <div className="flex flex-col gap-y-3">
        <Text size="small" className="text-ui-fg-subtle">
          {t("variables.text")}
        </Text>
        <Input
          size="small"
          type="search"
          aria-label={t("variables.search")}
          placeholder={t("variables.search")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <div className="flex max-h-80 flex-col gap-y-4 overflow-y-auto" tabIndex={0}>
          <Group
            title={t("variables.partials")}
            entries={found(partials)}
            codeOf={({ example, name }) => example || `{% render "${name}" %}`}
            onInsert={onInsert}
          />
          <Group
            title={t("variables.variables")}
            entries={found(variables)}
            codeOf={({ name }) => `{{ ${name} }}`}
            onInsert={onInsert}
          />
          {shown.length === 0 && (
            <Text size="small" className="text-ui-fg-subtle">
              {t("variables.none")}
            </Text>
          )}
        </div>
      </div>
    </Unfold>
  )
}
