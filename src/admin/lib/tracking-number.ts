/** A number without the spaces and dashes that people group digits with. */
export const plainNumber = (text: string): string => text.replace(/[\s\-‐‑‒–—]/g, "").toUpperCase()

/** Long enough to be asked about; what a carrier prints is never longer. */
export const looksLikeNumber = (plain: string): boolean => /^[A-Z0-9]{4,50}$/.test(plain)
