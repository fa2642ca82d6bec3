/** One condition on `customer.search_text`, for PostgreSQL. */
export type SearchCondition = { sql: string; bindings: string[] }

const MOST_WORDS = 8

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** What a telephone number is typed with beside its digits. */
const PHONE_SIGNS = /[\s().+/-]/g
const isPhone = (text: string): boolean => /^\+?[\d\s().+/-]{5,25}$/.test(text)

/** An 0 before the number of the country's own net, and 00 before that of another country. */
const withoutPrefix = (digits: string): string => digits.replace(/^0{1,2}/, "")

/** The trigram index finds three letters anywhere; fewer are looked for at the beginnings of words. */
const conditionOf = (word: string): SearchCondition => {
  const text = escapeLike(word)
  return /[\p{L}\p{N}]{3}/u.test(word)
    ? { sql: "customer.search_text like '%' || crm_search_text(?) || '%'", bindings: [text] }
    : {
        sql: `(customer.search_text like crm_search_text(?) || '%'
          or customer.search_text like '% ' || crm_search_text(?) || '%')`,
        bindings: [text, text],
      }
}

/**
 * What a typed text asks for: a telephone number however it is written, else every word of it
 * anywhere in name, address or number. Accents and case make no difference.
 */
export const customerSearch = (typed: string): SearchCondition[] => {
  const text = typed.trim()
  if (isPhone(text)) {
    const digits = withoutPrefix(text.replace(PHONE_SIGNS, ""))
    return digits.length > 0 ? [conditionOf(digits)] : []
  }
  const words = text.split(/[\s,;]+/).filter(Boolean)
  return [...new Set(words)].slice(0, MOST_WORDS).map(conditionOf)
}
