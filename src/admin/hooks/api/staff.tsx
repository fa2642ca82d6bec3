import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type { StaffGrant, StaffMember, StaffRole } from "../../types/staff"

export const staffQueryKey = ["crm-staff"] as const

export type AddStaffInput = { email: string; password: string; role: StaffRole; name: string }
export type ChangeStaffInput = {
  role?: StaffRole
  active?: boolean
  name?: string
  grants?: StaffGrant[]
}

export const useStaff = () => {
  const { data, ...rest } = useQuery<{ staff: StaffMember[] }, CrmError>({
    queryKey: staffQueryKey,
    queryFn: ({ signal }) => request("/staff", { signal }),
  })
  return { staff: data?.staff, ...rest }
}

const useStaffMutation = <Input,>(change: (input: Input) => Promise<unknown>) => {
  const client = useQueryClient()
  return useMutation<unknown, CrmError, Input>({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: staffQueryKey }),
  })
}

export const useAddStaff = () =>
  useStaffMutation((body: AddStaffInput) => request("/staff", { method: "POST", body }))

export const useChangeStaff = (id: string) =>
  useStaffMutation((body: ChangeStaffInput) => request(`/staff/${id}`, { method: "POST", body }))

export const useSetStaffPassword = (id: string) =>
  useStaffMutation((body: { password: string }) =>
    request(`/staff/${id}/password`, { method: "POST", body })
  )
