/** Optional texts: absent and blank are the same; what is there is kept as sent. */
export const textOrNull = (value: string | undefined): string | null =>
  value === undefined || value.trim() === "" ? null : value

export const isBlank = (value: string): boolean => value.trim() === ""
