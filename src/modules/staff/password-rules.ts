/**
 * Which passwords are refused: short ones, and those that guessing programs try first. Instead of a
 * list of such passwords we know what they are made of: usual words, names of the product and the
 * person, runs on the keyboard, counting, repetitions, years. Whatever is left when these are taken out
 * is what somebody would have to guess.
 */

export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 200

/** So many characters have to be left. */
const LEAST_LEFT = 6

// prettier-ignore
const USUAL_WORDS = [
  "password", "passwort", "passwd", "pass", "parol", "пароль", "word", "secret", "admin", "administrator",
  "root", "user", "username", "login", "signin", "guest", "test", "testing", "default", "change", "changeme",
  "welcome", "hello", "letmein", "access", "master", "super", "manager", "operator", "staff", "order", "orders",
  "call", "center", "centre", "callcenter", "crm", "t3crm", "shop", "store", "company", "office", "work",
  "love", "iloveyou", "you", "baby", "angel", "princess", "prince", "queen", "king", "sunshine", "summer",
  "winter", "spring", "autumn", "fall", "flower", "butterfly", "monkey", "dragon", "tiger", "eagle", "horse",
  "dog", "cat", "football", "soccer", "baseball", "basketball", "hockey", "liverpool", "chelsea", "arsenal",
  "barcelona", "superman", "batman", "spiderman", "pokemon", "starwars", "matrix", "shadow", "killer", "hunter",
  "ranger", "buster", "charlie", "michael", "jordan", "thomas", "robert", "daniel", "andrew", "joshua",
  "ashley", "jennifer", "jessica", "michelle", "nicole", "maria", "anna", "natasha", "marina", "sergey", "ivan",
  "computer", "internet", "google", "samsung", "apple", "windows", "microsoft", "mercedes", "ferrari", "porsche",
  "freedom", "whatever", "nothing", "trustno1", "money", "dollar", "diamond", "golden", "silver", "purple",
  "orange", "banana", "cookie", "chocolate", "pepper", "ginger", "cheese", "coffee", "january", "february",
  "march", "april", "june", "july", "august", "september", "october", "november", "december", "monday",
  "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "russia", "moscow", "germany", "america",
  "london", "paris", "любовь", "привет", "россия", "москва", "the", "and", "for", "my", "new",
]

/** In these orders fingers walk, and people count. */
const ROWS = [
  "1234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwertzuiop",
  "azertyuiop",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "!@#$%^&*()",
  "йцукенгшщзхъ",
  "фывапролджэ",
  "ячсмитьбю",
  "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
]

const reversed = (text: string): string => [...text].reverse().join("")

const RUNS = ROWS.flatMap((row) => [row + row, reversed(row + row)])
const SHORTEST_RUN = 3

/** Signs that stand for letters. */
const DISGUISES: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "@": "a",
  $: "s",
  "!": "i",
}

const undisguised = (text: string): string =>
  [...text].map((sign) => DISGUISES[sign] ?? sign).join("")

/** How long a usual part begins here; 0 when none does. */
const usualPartAt = (text: string, start: number, words: readonly string[]): number[] => {
  const rest = text.slice(start)
  const lengths = words.filter((word) => rest.startsWith(word)).map(({ length }) => length)
  let run = SHORTEST_RUN
  while (run <= rest.length && RUNS.some((row) => row.includes(rest.slice(0, run)))) {
    lengths.push(run)
    run += 1
  }
  const repeated = /^(.)\1{2,}/u.exec(rest)?.[0].length
  const year = /^(19|20)\d\d/.exec(rest)?.[0].length
  return [...lengths, ...(repeated ? [repeated] : []), ...(year ? [year] : [])]
}

/** How few characters are left when everything usual is taken out; a part that comes again is usual too. */
const leftOver = (text: string, words: readonly string[]): number => {
  // least[i]: the fewest characters that are left of the first i.
  const least = Array.from({ length: text.length + 1 }, (_, index) => index)
  for (let start = 0; start < text.length; start += 1) {
    least[start + 1] = Math.min(least[start + 1], least[start] + 1)
    for (const length of usualPartAt(text, start, words)) {
      least[start + length] = Math.min(least[start + length], least[start])
    }
  }
  return least[text.length]
}

/** `abcabcabc` is as good as `abc`. */
const withoutRepetition = (text: string): string => /^(.+?)\1+$/su.exec(text)?.[1] ?? text

/** The parts of a name or an address that somebody would put into a password. */
const ownWords = (person: PasswordOwner): string[] =>
  [person.email, person.name ?? ""]
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= 3)

export type PasswordOwner = { email: string; name?: string }

/** The sentence that refuses a password for this person; null for a good one. */
export const refusePassword = (password: string, owner: PasswordOwner): string | null => {
  if (password.length < SHORTEST_PASSWORD) {
    return `At least ${SHORTEST_PASSWORD} characters.`
  }
  if (password.length > LONGEST_PASSWORD) {
    return `At most ${LONGEST_PASSWORD} characters.`
  }
  const text = withoutRepetition(password.normalize("NFKC").toLowerCase())
  const own = ownWords(owner)
  const left = (words: readonly string[]): number =>
    Math.min(leftOver(text, words), leftOver(undisguised(text), words))
  if (left(USUAL_WORDS) < LEAST_LEFT) {
    return "This is easy to guess: it is made of usual words, keys in a row or numbers. Take several words that do not belong together."
  }
  if (left([...USUAL_WORDS, ...own]) < LEAST_LEFT) {
    return "This is easy to guess: it is made of the person's own name or address."
  }
  return null
}
