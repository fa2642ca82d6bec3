import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type { IssuedCredential, Shop, ShopFields, ShopRequest } from "../../types/shops"

const shopsQueryKey = ["crm-shops"] as const

export const useShops = () => {
  const { data, ...rest } = useQuery<{ shops: Shop[] }, CrmError>({
    queryKey: shopsQueryKey,
    queryFn: ({ signal }) => request("/shops", { signal }),
  })
  return { shops: data?.shops, ...rest }
}

export const REQUESTS_PER_PAGE = 20

type RequestPage = { requests: ShopRequest[]; count: number }

export const useShopRequests = (shopId: string, refusedOnly: boolean, offset: number) => {
  const { data, ...rest } = useQuery<RequestPage, CrmError>({
    queryKey: [...shopsQueryKey, shopId, "requests", refusedOnly, offset],
    queryFn: ({ signal }) =>
      request(`/shops/${shopId}/requests`, {
        query: { limit: REQUESTS_PER_PAGE, offset, only: refusedOnly ? "refused" : undefined },
        signal,
      }),
    placeholderData: keepPreviousData,
    // Somebody on the telephone tries again and again while this page is open.
    refetchInterval: 5_000,
  })
  return { page: data, ...rest }
}

const useShopMutation = <Input, Result>(change: (input: Input) => Promise<Result>) => {
  const client = useQueryClient()
  return useMutation<Result, CrmError, Input>({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: shopsQueryKey }),
  })
}

export const useCreateShop = () =>
  useShopMutation((body: ShopFields) =>
    request<{ shop: Shop; credential: IssuedCredential }>("/shops", { method: "POST", body })
  )

export const useChangeShop = (id: string) =>
  useShopMutation((body: Partial<ShopFields> & { active?: boolean }) =>
    request<{ shop: Shop }>(`/shops/${id}`, { method: "POST", body })
  )

export const useIssueCredential = (id: string) =>
  useShopMutation((_input: void) =>
    request<{ credential: IssuedCredential }>(`/shops/${id}/credentials`, { method: "POST" })
  )

export const useRevokeCredential = (id: string) =>
  useShopMutation((credentialId: string) =>
    request<{ shop: Shop }>(`/shops/${id}/credentials/${credentialId}/revoke`, { method: "POST" })
  )
