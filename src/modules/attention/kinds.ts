/**
 * Everything that can need a person. The sentence is what the staff API answers; the staff pages say
 * it in the reader's language by `kind` and `data`.
 */
export const ATTENTION_KINDS = {
  call_center_outcome: (data) =>
    `The call centre has set ${String(data.status).replaceAll("_", " ")}: decide how the order goes on.`,
  missing_exchange_rate: (data) =>
    `Orders in ${data.currency} are refused: there is no exchange rate to US dollars. Add one.`,
} as const satisfies Record<string, (data: Record<string, unknown>) => string>

export type AttentionKind = keyof typeof ATTENTION_KINDS

/** What the entry says, in English; an unknown kind of a newer release says its name. */
export const attentionSentence = (kind: string, data: Record<string, unknown>): string => {
  const sentences: Record<string, (data: Record<string, unknown>) => string> = ATTENTION_KINDS
  return sentences[kind]?.(data) ?? kind.replaceAll("_", " ")
}
