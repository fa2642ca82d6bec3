/** "P2" of "T3-AB12-CD34-EF56-P2": where the order is known, only the parcel has to be named. */
export const partOfOrder = (number: string): string => number.slice(number.lastIndexOf("-") + 1)
