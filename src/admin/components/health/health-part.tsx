import { Container, Heading, StatusBadge, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"

type HealthPartProps = {
  title: string
  troubled: boolean
  /** What to do about it; shown only when it is troubled. */
  advice: string
  /** Pairs of what is measured and its figure. */
  figures: [string, ReactNode][]
  children?: ReactNode
}

/** One part of the installation: how it is, its figures, and what to do when it is not well. */
export const HealthPart = ({ title, troubled, advice, figures, children }: HealthPartProps) => {
  const { t } = useTranslation("health")
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{title}</Heading>
        <StatusBadge color={troubled ? "red" : "green"}>
          {troubled ? t("look") : t("good")}
        </StatusBadge>
      </div>
      <div className="flex flex-col gap-y-3 px-6 py-4">
        {troubled && (
          <Text size="small" role="alert" className="text-ui-fg-error">
            {advice}
          </Text>
        )}
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
          {figures.map(([label, figure]) => (
            <div key={label} className="contents">
              <dt className="txt-compact-small text-ui-fg-subtle">{label}</dt>
              <dd className="txt-compact-small text-right tabular-nums">{figure}</dd>
            </div>
          ))}
        </dl>
        {children}
      </div>
    </Container>
  )
}
