import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type { FileInput } from "../../lib/read-file"
import type {
  CatalogueImport,
  CatalogueInput,
  CatalogueRow,
  SavedCatalogueRow,
  ShippingRule,
  ShippingRulesAnswer,
} from "../../types/dispatch"
import { dispatchKeys } from "./dispatch"
import { post } from "./orders"

export const CATALOGUE_PER_PAGE = 20

const catalogueQueryKey = ["crm-catalogue"] as const
const rulesQueryKey = ["crm-shipping-rules"] as const

export const useCatalogue = (query: { q: string; supplier_id: string; offset: number }) =>
  useQuery<{ rows: CatalogueRow[]; count: number }, CrmError>({
    queryKey: [...catalogueQueryKey, query],
    queryFn: ({ signal }) =>
      request("/catalogue", { query: { ...query, limit: CATALOGUE_PER_PAGE }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

const useCatalogueMutation = <Input, Output>(call: (input: Input) => Promise<Output>) => {
  const client = useQueryClient()
  return useMutation<Output, CrmError, Input>({
    mutationFn: call,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: dispatchKeys.all })
      void client.invalidateQueries({ queryKey: rulesQueryKey })
      return client.invalidateQueries({ queryKey: catalogueQueryKey })
    },
  })
}

/** Adds a row, or changes the one with the id. */
export const useSaveCatalogueRow = (id: string | null) =>
  useCatalogueMutation((body: CatalogueInput) =>
    post<SavedCatalogueRow>(`/catalogue${id ? `/${encodeURIComponent(id)}` : ""}`, body)
  )

export type CatalogueFile = FileInput & { supplier_id?: string }

export const usePreviewCatalogue = () =>
  useMutation<CatalogueImport, CrmError, CatalogueFile>({
    mutationFn: (file) => post("/catalogue/import", { ...file, preview: true }),
  })

export const useImportCatalogue = () =>
  useCatalogueMutation((file: CatalogueFile) =>
    post<CatalogueImport>("/catalogue/import", { ...file, preview: false })
  )

export const useShippingRules = () =>
  useQuery<ShippingRulesAnswer, CrmError>({
    queryKey: rulesQueryKey,
    queryFn: ({ signal }) => request("/shipping-rules", { signal }),
    staleTime: 0,
  })

export type SaveRulesInput = { rules: ShippingRule[]; note: string; expected_version: number }

export const useSaveShippingRules = () =>
  useCatalogueMutation((body: SaveRulesInput) => post<{ version: number }>("/shipping-rules", body))
