import { Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

/** Each language is named in itself, so that whoever cannot read this page finds theirs. */
const LANGUAGES = [
  { code: "en", name: "English" },
  { code: "ru", name: "Русский" },
] as const

type LanguageSwitchProps = { label: string }

export const LanguageSwitch = ({ label }: LanguageSwitchProps) => {
  const { i18n } = useTranslation()
  const current = LANGUAGES.find(({ code }) => i18n.resolvedLanguage === code) ?? LANGUAGES[0]
  return (
    <Select
      size="small"
      value={current.code}
      onValueChange={(code) => void i18n.changeLanguage(code)}
    >
      <Select.Trigger aria-label={label} className="w-auto gap-x-1">
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        {LANGUAGES.map(({ code, name }) => (
          <Select.Item key={code} value={code} lang={code}>
            {name}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}
