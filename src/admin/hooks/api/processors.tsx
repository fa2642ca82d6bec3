import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type {
  AccountInput,
  FeeRule,
  FeeRuleInput,
  ProcessorAccount,
  ProcessorsAnswer,
} from "../../types/payments"

const processorsQueryKey = ["crm-processors"] as const
/** A processor that fails is left out within seconds: its health is shown as it is now. */
const POLL_MS = 10_000

export const useProcessors = (enabled = true) =>
  useQuery<ProcessorsAnswer, CrmError>({
    queryKey: processorsQueryKey,
    queryFn: ({ signal }) => request("/processors", { signal }),
    enabled,
    refetchInterval: POLL_MS,
  })

const useProcessorMutation = <Input, Result>(change: (input: Input) => Promise<Result>) => {
  const client = useQueryClient()
  return useMutation<Result, CrmError, Input>({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: processorsQueryKey }),
  })
}

/** Adds an account, or changes the one with the id. */
export const useSaveAccount = (id: string | null) =>
  useProcessorMutation((body: AccountInput) =>
    request<{ account: ProcessorAccount }>(`/processors/accounts${id ? `/${id}` : ""}`, {
      method: "POST",
      body,
    })
  )

export const useAddFeeRule = (accountId: string) =>
  useProcessorMutation((body: FeeRuleInput) =>
    request<{ fee_rule: FeeRule }>(`/processors/accounts/${accountId}/fee-rules`, {
      method: "POST",
      body,
    })
  )
