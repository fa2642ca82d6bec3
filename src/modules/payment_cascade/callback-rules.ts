/**
 * How long the inbox goes on with a callback that cannot be applied yet (its payment is not stored,
 * the processor does not answer): seconds before each further try. After the last one it is `failed`
 * and a person is told.
 */
export const CALLBACK_RETRY_SECONDS: readonly number[] = [2, 5, 15, 60, 300, 1_800, 7_200]

/**
 * Callbacks whose signature is wrong may be anybody's: so many of one processor are kept per hour,
 * which is more than a person looks at, and of each so much.
 */
export const UNVERIFIED_PER_HOUR = 100
export const UNVERIFIED_BODY_CHARACTERS = 16_384
export const UNVERIFIED_KEPT_DAYS = 30

/** At which numbers within an hour a person is told: a wrong secret shows soon, a flood once. */
export const UNVERIFIED_TELL_AT: readonly number[] = [5, 25, UNVERIFIED_PER_HOUR]

/** Headers that are kept by nobody: they are the sender's keys to something. */
export const SECRET_HEADERS: readonly string[] = ["authorization", "cookie", "proxy-authorization"]
