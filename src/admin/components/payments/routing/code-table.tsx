import { Badge, Button, Container, Input, Select, Table, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useMe } from "../../../hooks/api/me"
import { useProcessors } from "../../../hooks/api/processors"
import { usePaymentCodes } from "../../../hooks/api/routing"
import { useLastError } from "../../../hooks/use-last-error"
import { usePaymentWords } from "../../../hooks/use-payment-words"
import type { CodesAnswer, PaymentCode } from "../../../types/payments"
import { LoadingRows } from "../../common/loading-rows"
import { LoadFailure } from "../../orders/common/load-failure"
import { ChangeCode } from "./change-code"
import { PolicyHistory } from "./policy-history"

type CodeRowProps = {
  code: PaymentCode
  /** Whether this person may change codes; not every code can be changed. */
  withColumn: boolean
  onChange: (() => void) | null
}

const CodeRow = ({ code, withColumn, onChange }: CodeRowProps) => {
  const { t } = useTranslation("payments")
  const words = usePaymentWords()
  return (
    <Table.Row className="[&_td:first-child]:pl-4 md:[&_td:first-child]:pl-6 [&_td]:h-auto [&_td]:py-2 [&_td]:pr-4">
      <Table.Cell>
        <code className="txt-compact-small text-ui-fg-base break-all font-mono">{code.code}</code>
        <span className="txt-compact-xsmall text-ui-fg-subtle block break-words sm:hidden">
          {words.category(code.category)}
        </span>
      </Table.Cell>
      <Table.Cell className="hidden break-words sm:table-cell">
        {words.category(code.category)}
      </Table.Cell>
      <Table.Cell className="break-words">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {t(`nextStep.${code.next}`)}
          {code.overridden && (
            <Badge size="2xsmall" color="blue">
              {t("codes.changed")}
            </Badge>
          )}
        </span>
      </Table.Cell>
      {withColumn && (
        <Table.Cell className="text-end">
          {onChange && (
            <Button
              size="small"
              variant="transparent"
              aria-label={t("codes.changeNamed", { code: code.code })}
              onClick={onChange}
            >
              {t("codes.change")}
            </Button>
          )}
        </Table.Cell>
      )}
    </Table.Row>
  )
}

const Loaded = ({ answer }: { answer: CodesAnswer }) => {
  const { t } = useTranslation("payments")
  const { permissions } = useMe()
  const { data: known } = useProcessors()
  const processors = [...new Set(answer.codes.map(({ processor }) => processor))]
  const [processor, setProcessor] = useState(processors[0] ?? "")
  const [search, setSearch] = useState("")
  const [changing, setChanging] = useState<PaymentCode | null>(null)
  const words = usePaymentWords()
  const titleOf = (name: string) =>
    known?.processors.find((one) => one.name === name)?.title ??
    t(`codes.processor.${name}`, { defaultValue: name })
  const wanted = search.trim().toLowerCase()
  const shown = answer.codes.filter(
    (code) =>
      code.processor === processor &&
      (code.code.toLowerCase().includes(wanted) ||
        words.category(code.category).toLowerCase().includes(wanted))
  )

  return (
    <div className="grid grid-cols-1 gap-3 xl:grid-cols-[minmax(0,1fr)_400px] xl:items-start">
      <Container className="divide-ui-border-base divide-y p-0">
        <div className="flex flex-wrap items-center gap-3 px-4 py-3 md:px-6">
          <Select size="small" value={processor} onValueChange={setProcessor}>
            <Select.Trigger aria-label={t("codes.ofProcessor")} className="w-44">
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {processors.map((name) => (
                <Select.Item key={name} value={name}>
                  {titleOf(name)}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
          <div className="w-full sm:w-64">
            <Input
              size="small"
              role="searchbox"
              inputMode="search"
              aria-label={t("codes.search")}
              placeholder={t("codes.search")}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </div>
        </div>
        {shown.length === 0 ? (
          <Text size="small" className="text-ui-fg-subtle px-4 py-6 md:px-6">
            {t("codes.none")}
          </Text>
        ) : (
          <Table>
            <Table.Header>
              <Table.Row className="[&_th:first-child]:pl-4 md:[&_th:first-child]:pl-6 [&_th]:h-9 [&_th]:pr-4">
                <Table.HeaderCell>{t("codes.code")}</Table.HeaderCell>
                <Table.HeaderCell className="hidden sm:table-cell">
                  {t("codes.meaning")}
                </Table.HeaderCell>
                <Table.HeaderCell>{t("codes.then")}</Table.HeaderCell>
                {permissions.change_routing && (
                  <Table.HeaderCell>
                    <span className="sr-only">{t("codes.change")}</span>
                  </Table.HeaderCell>
                )}
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {shown.map((code) => (
                <CodeRow
                  key={code.code}
                  code={code}
                  onChange={code.editable ? () => setChanging(code) : null}
                  withColumn={permissions.change_routing}
                />
              ))}
            </Table.Body>
          </Table>
        )}
      </Container>
      <PolicyHistory history={answer.history} current={answer.version} onRestore={null} />
      {changing && <ChangeCode answer={answer} code={changing} onClose={() => setChanging(null)} />}
    </div>
  )
}

/** What each processor's words mean to us and what they allow; an unknown word means "stop". */
export const CodeTable = () => {
  const { t } = useTranslation("payments")
  const { data, error, refetch } = usePaymentCodes()
  const failure = useLastError(error, data)
  if (data) {
    return <Loaded answer={data} />
  }
  return (
    <Container className="p-0">
      {failure ? (
        <LoadFailure title={t("codes.failure")} error={failure} onRetry={() => void refetch()} />
      ) : (
        <LoadingRows rows={5} />
      )}
    </Container>
  )
}
