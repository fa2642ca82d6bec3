/** Without letters and digits that look alike, because passwords are read aloud. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789"
const LENGTH = 20

/** A random password of about 115 bits, from the browser's own source of randomness. */
export const generatePassword = (): string => {
  const letters: string[] = []
  while (letters.length < LENGTH) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1))
    // Bytes beyond the last whole multiple would make the first letters likelier than the others.
    if (byte < 256 - (256 % ALPHABET.length)) {
      letters.push(ALPHABET[byte % ALPHABET.length])
    }
  }
  return letters.join("")
}
