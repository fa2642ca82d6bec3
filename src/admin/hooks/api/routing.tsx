import type { QueryClient } from "@tanstack/react-query"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type {
  CodeOverrides,
  CodesAnswer,
  PlanReason,
  RoutingAnswer,
  RoutingExample,
  RoutingRules,
} from "../../types/payments"

const routingQueryKey = ["crm-routing"] as const
const codesQueryKey = ["crm-payment-codes"] as const

export const useRouting = () =>
  useQuery<RoutingAnswer, CrmError>({
    queryKey: routingQueryKey,
    queryFn: ({ signal }) => request("/routing", { signal }),
    // A draft is compared with what it was made from: nothing changes under somebody's hands.
    refetchOnWindowFocus: false,
  })

/** An older version, to be looked at or taken up again. @throws CrmError */
export const readRoutingVersion = (client: QueryClient, version: number) =>
  client.fetchQuery<{ version: number; rules: RoutingRules }, CrmError>({
    queryKey: [...routingQueryKey, version],
    queryFn: ({ signal }) => request(`/routing/${version}`, { signal }),
    staleTime: Infinity,
  })

const usePolicyMutation = <Input extends object>(key: readonly string[], path: string) => {
  const client = useQueryClient()
  return useMutation<{ version: number }, CrmError, Input>({
    mutationFn: (body) => request(path, { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  })
}

type Saving = { note: string; expected_version: number }

export const useSaveRouting = () =>
  usePolicyMutation<Saving & { rules: RoutingRules }>(routingQueryKey, "/routing")

type Preview = { context: RoutingExample; rules?: RoutingRules }

/** Who would be asked for such a payment, by the given rules or by those in force. */
export const useRoutingPreview = () =>
  useMutation<{ choices: PlanReason[] }, CrmError, Preview>({
    mutationFn: (body) => request("/routing/preview", { method: "POST", body }),
  })

export const usePaymentCodes = () =>
  useQuery<CodesAnswer, CrmError>({
    queryKey: codesQueryKey,
    queryFn: ({ signal }) => request("/payment-codes", { signal }),
    refetchOnWindowFocus: false,
  })

export const useSaveCodes = () =>
  usePolicyMutation<Saving & { overrides: CodeOverrides }>(codesQueryKey, "/payment-codes")
