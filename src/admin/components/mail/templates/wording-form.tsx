import { Input } from "@medusajs/ui"
import type { RefObject } from "react"
import { useId, useRef } from "react"
import { useTranslation } from "react-i18next"

import type { TemplateFault, TemplatePartial, TemplateVariable, Wording } from "../../../types/mail"
import { Field } from "../../common/field"
import { SwitchField } from "../../common/switch-field"
import { FaultList } from "./fault-list"
import { LiquidArea } from "./liquid-area"
import { VariableList } from "./variable-list"

type Part = TemplateFault["part"]

type WordingFormProps = {
  wording: Wording
  faults: TemplateFault[]
  variables: TemplateVariable[]
  partials: TemplatePartial[]
  onChange: (part: Partial<Wording>) => void
}

/** Where a place in a text is, counted in characters. */
const offsetOf = (text: string, line: number, column: number): number =>
  text
    .split("\n")
    .slice(0, line - 1)
    .reduce((sum, one) => sum + one.length + 1, 0) +
  column -
  1

/** Subject, body and text of a letter in Liquid, with what can be named in them. */
export const WordingForm = (props: WordingFormProps) => {
  const { wording, faults, variables, partials, onChange } = props
  const { t } = useTranslation("mail")
  const id = useId()
  const subject = useRef<HTMLInputElement>(null)
  const body = useRef<HTMLTextAreaElement>(null)
  const text = useRef<HTMLTextAreaElement>(null)
  const last = useRef<Part>("body")
  const fields: Record<Part, RefObject<HTMLInputElement | HTMLTextAreaElement>> = {
    subject,
    body,
    text,
  }
  const faultsOf = (part: Part) => faults.filter((fault) => fault.part === part)
  const linesOf = (part: Part) => faultsOf(part).map(({ line }) => line)

  const insert = (code: string) => {
    const part = last.current
    const field = fields[part].current
    if (!field) {
      return
    }
    const before = wording[part] ?? ""
    const from = field.selectionStart ?? before.length
    const to = field.selectionEnd ?? from
    onChange({ [part]: before.slice(0, from) + code + before.slice(to) })
    // After React has put the new text in: until then the cursor has no place there.
    requestAnimationFrame(() => {
      field.focus()
      field.setSelectionRange(from + code.length, from + code.length)
    })
  }

  const go = ({ part, line, column }: TemplateFault) => {
    const field = fields[part].current
    if (field) {
      const at = offsetOf(wording[part] ?? "", line, column)
      field.focus()
      field.setSelectionRange(at, at)
    }
  }

  return (
    <div className="flex flex-col gap-y-5 px-4 py-4 md:px-6">
      <div className="flex flex-col gap-y-1.5">
        <Field label={t("editor.subject")}>
          {(ids) => (
            <Input
              {...ids}
              ref={subject}
              autoComplete="off"
              spellCheck={false}
              className="font-mono text-[13px]"
              aria-invalid={faultsOf("subject").length > 0}
              aria-describedby={faultsOf("subject").length > 0 ? `${id}-subject` : undefined}
              value={wording.subject}
              onFocus={() => (last.current = "subject")}
              onChange={(event) => onChange({ subject: event.target.value })}
            />
          )}
        </Field>
        <FaultList id={`${id}-subject`} faults={faultsOf("subject")} onGo={go} />
      </div>
      <VariableList variables={variables} partials={partials} onInsert={insert} />
      <div className="flex flex-col gap-y-1.5">
        <Field label={t("editor.body")} hint={t("editor.bodyHint")}>
          {(ids) => (
            <LiquidArea
              {...ids}
              ref={body}
              value={wording.body}
              faulty={linesOf("body")}
              aria-invalid={faultsOf("body").length > 0}
              onFocus={() => (last.current = "body")}
              onChange={(value) => onChange({ body: value })}
            />
          )}
        </Field>
        <FaultList faults={faultsOf("body")} onGo={go} />
      </div>
      <SwitchField
        label={t("editor.ownText")}
        hint={t("editor.ownTextHint")}
        checked={wording.text !== null}
        onChange={(own) => {
          last.current = own ? "text" : "body"
          onChange({ text: own ? "" : null })
        }}
      />
      {wording.text !== null && (
        <div className="flex flex-col gap-y-1.5">
          <Field label={t("editor.text")}>
            {(ids) => (
              <LiquidArea
                {...ids}
                ref={text}
                value={wording.text ?? ""}
                faulty={linesOf("text")}
                aria-invalid={faultsOf("text").length > 0}
                onFocus={() => (last.current = "text")}
                onChange={(value) => onChange({ text: value })}
              />
            )}
          </Field>
          <FaultList faults={faultsOf("text")} onGo={go} />
        </div>
      )}
      {wording.text === null && <FaultList faults={faultsOf("text")} onGo={go} />}
    </div>
  )
}
