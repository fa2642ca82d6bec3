import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type { NewSecondFactor, SecondFactor, Session } from "../../types/access"
import type { StaffRole } from "../../types/staff"
import { meQueryKey } from "./me"
import { staffQueryKey } from "./staff"

const accessKey = ["crm-access"] as const
const POLL_MS = 10_000

const post = <Output,>(path: string, body: object = {}) =>
  request<Output>(path, { method: "POST", body })

/** `null` stands for the signed-in person. */
const pathOf = (memberId: string | null): string => (memberId ? `/staff/${memberId}` : "/me")

export const useSessions = (memberId: string | null) =>
  useQuery<{ sessions: Session[] }, CrmError, Session[]>({
    queryKey: [...accessKey, "sessions", memberId],
    queryFn: ({ signal }) => request(`${pathOf(memberId)}/sessions`, { signal }),
    select: ({ sessions }) => sessions,
    staleTime: 0,
    refetchInterval: POLL_MS,
  })

export const useSecondFactor = () =>
  useQuery<{ second_factor: SecondFactor }, CrmError, SecondFactor>({
    queryKey: [...accessKey, "second-factor"],
    queryFn: ({ signal }) => request("/me/second-factor", { signal }),
    select: ({ second_factor }) => second_factor,
    staleTime: 0,
  })

const useAccessMutation = <Input, Output>(call: (input: Input) => Promise<Output>) => {
  const client = useQueryClient()
  return useMutation<Output, CrmError, Input>({
    mutationFn: call,
    onSettled: () => {
      client.invalidateQueries({ queryKey: staffQueryKey })
      return client.invalidateQueries({ queryKey: accessKey })
    },
  })
}

export const useEndSession = (memberId: string | null) =>
  useAccessMutation((id: string) => post<object>(`${pathOf(memberId)}/sessions/${id}/end`))

/** All of somebody else's sign-ins, or all of one's own but this one. */
export const useEndSessions = (memberId: string | null) =>
  useAccessMutation(() =>
    post<object>(memberId ? `/staff/${memberId}/sessions/end` : "/me/sessions/end-others")
  )

export const useStartSecondFactor = () =>
  useAccessMutation(() => post<NewSecondFactor>("/me/second-factor"))

/** What a demanded second factor kept closed is read only after the recovery codes are written down. */
export const useConfirmSecondFactor = () =>
  useMutation<{ recovery_codes: string[] }, CrmError, string>({
    mutationFn: (code) => post("/me/second-factor/confirm", { code }),
  })

export const useRefreshAccess = () => {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries({ queryKey: meQueryKey })
    await client.invalidateQueries()
  }
}

export const useRemoveSecondFactor = () =>
  useAccessMutation((code: string) => post<object>("/me/second-factor/remove", { code }))

export const useUnlock = (memberId: string) =>
  useAccessMutation(() => post<object>(`/staff/${memberId}/unlock`))

export const useResetSecondFactor = (memberId: string) =>
  useAccessMutation(() => post<object>(`/staff/${memberId}/second-factor/reset`))

export const useStaffRules = () =>
  useQuery<{ second_factor_roles: StaffRole[] }, CrmError>({
    queryKey: [...accessKey, "rules"],
    queryFn: ({ signal }) => request("/staff/rules", { signal }),
  })

export const useChangeStaffRules = () =>
  useAccessMutation((second_factor_roles: StaffRole[]) =>
    post<object>("/staff/rules", { second_factor_roles })
  )
