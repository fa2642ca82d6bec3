import { useTranslation } from "react-i18next"

import { Unfold } from "../../payments/common/unfold"

type RowFaultsProps = { faults: { line: number; fault: string }[]; count?: number; open?: boolean }

/** The rows of a file that cannot be used, each with its line and what is wrong with it. */
export const RowFaults = ({ faults, count, open }: RowFaultsProps) => {
  const { t } = useTranslation("dispatch")
  const total = count ?? faults.length
  if (total === 0) {
    return null
  }
  return (
    <Unfold label={t("file.faults", { count: total })} open={open}>
      <ul className="flex max-h-72 flex-col gap-y-1.5 overflow-y-auto">
        {faults.map(({ line, fault }, index) => (
          <li key={`${line} ${index}`} className="txt-compact-small flex gap-x-3">
            <span className="text-ui-fg-subtle w-16 shrink-0 tabular-nums">
              {line > 0 ? t("file.line", { line }) : t("file.whole")}
            </span>
            <span className="text-ui-fg-base min-w-0 break-words">{fault}</span>
          </li>
        ))}
        {total > faults.length && (
          <li className="txt-compact-small text-ui-fg-subtle">
            {t("file.more", { count: total - faults.length })}
          </li>
        )}
      </ul>
    </Unfold>
  )
}
