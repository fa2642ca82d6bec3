/** Where the invented customers live, as they would write it. Streets and people are made up. */
export type Market = {
  country: string
  currency: string
  language: string
  locale: string
  timezone: string
  /** How many of a hundred customers, about. */
  weight: number
  /** Country code and the digits of a number that a customer there could have. */
  dialling: { code: string; lead: string; digits: number }
  first_names: readonly string[]
  last_names: readonly string[]
  /** City, state or null, and the form of its postal codes (9 is a digit, A a letter). */
  cities: readonly (readonly [city: string, state: string | null, zip: string])[]
  streets: readonly string[]
  numberFirst: boolean
}

// prettier-ignore
export const MARKETS: readonly Market[] = [
  {
    country: "DE", currency: "EUR", language: "de", locale: "de-DE", timezone: "Europe/Berlin", weight: 21,
    dialling: { code: "+49", lead: "30231", digits: 5 }, numberFirst: false,
    first_names: ["Jürgen", "Anna", "Lukas", "Sophie", "Felix", "Marie", "Paul", "Emma", "Jörg", "Käthe", "Stefan", "Ursula", "Günter", "Petra"],
    last_names: ["Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Großmann", "Becker", "Schäfer", "Koch", "Wolf", "Krüger", "Voß"],
    cities: [["Berlin", null, "10999"], ["Hamburg", null, "20999"], ["München", null, "80999"], ["Köln", null, "50999"], ["Leipzig", null, "04199"]],
    streets: ["Warschauer Straße", "Lindenallee", "Gartenweg", "Hauptstraße", "Am Mühlbach", "Schillerstraße"],
  },
  {
    country: "GB", currency: "GBP", language: "en", locale: "en-GB", timezone: "Europe/London", weight: 19,
    dialling: { code: "+44", lead: "20794", digits: 5 }, numberFirst: true,
    first_names: ["Oliver", "Amelia", "Jack", "Isla", "Harry", "Ava", "George", "Mia", "Siobhán", "Graham", "Margaret", "Nigel"],
    last_names: ["Smith", "Jones", "Taylor", "Brown", "Williams", "O'Connor", "Davies", "Evans", "Wilson", "Walker", "Wright"],
    cities: [["London", null, "SW9A 9AA"], ["Manchester", null, "M9 9AA"], ["Leeds", null, "LS9 9AA"], ["Bristol", null, "BS9 9AA"]],
    streets: ["High Street", "Station Road", "Church Lane", "Victoria Road", "Mill Lane", "Queensway"],
  },
  {
    country: "US", currency: "USD", language: "en", locale: "en-US", timezone: "America/New_York", weight: 24,
    dialling: { code: "+1", lead: "212555", digits: 4 }, numberFirst: true,
    first_names: ["James", "Mary", "Robert", "Patricia", "John", "Jennifer", "Michael", "Linda", "José", "Elizabeth", "David", "Barbara", "Tyrone"],
    last_names: ["Johnson", "Williams", "Brown", "Garcia", "Miller", "Davis", "Rodriguez", "Martinez", "Hernández", "Lopez", "Anderson", "Thomas"],
    cities: [["New York", "NY", "10099"], ["Los Angeles", "CA", "90099"], ["Chicago", "IL", "60699"], ["Houston", "TX", "77099"], ["Phoenix", "AZ", "85099"]],
    streets: ["Maple Avenue", "Oak Street", "Washington Boulevard", "Elm Drive", "Park Place", "2nd Street"],
  },
  {
    country: "FR", currency: "EUR", language: "fr", locale: "fr-FR", timezone: "Europe/Paris", weight: 9,
    dialling: { code: "+33", lead: "1422", digits: 5 }, numberFirst: true,
    first_names: ["Émilie", "Léa", "Hugo", "Chloé", "François", "Zoé", "Benoît", "Aurélie", "Gérard"],
    last_names: ["Martin", "Bernard", "Lefèvre", "Dubois", "Moreau", "Lambert", "Girard", "Noël"],
    cities: [["Paris", null, "75019"], ["Lyon", null, "69009"], ["Marseille", null, "13009"], ["Lille", null, "59099"]],
    streets: ["rue de la République", "avenue des Tilleuls", "rue Victor-Hugo", "chemin du Moulin"],
  },
  {
    country: "ES", currency: "EUR", language: "es", locale: "es-ES", timezone: "Europe/Madrid", weight: 6,
    dialling: { code: "+34", lead: "9143", digits: 5 }, numberFirst: false,
    first_names: ["Lucía", "Martín", "Sofía", "Íñigo", "Begoña", "Álvaro", "Nuria", "Joaquín"],
    last_names: ["García", "Fernández", "González", "Muñoz", "Peña", "Ibáñez", "Ruiz"],
    cities: [["Madrid", "M", "28099"], ["Barcelona", "B", "08099"], ["Sevilla", "SE", "41099"]],
    streets: ["Calle Mayor", "Avenida de la Paz", "Calle del Olmo", "Plaza Nueva"],
  },
  {
    country: "IT", currency: "EUR", language: "it", locale: "it-IT", timezone: "Europe/Rome", weight: 5,
    dialling: { code: "+39", lead: "0655", digits: 5 }, numberFirst: false,
    first_names: ["Niccolò", "Giulia", "Matteo", "Chiara", "Alessandro", "Francesca"],
    last_names: ["Rossi", "Russo", "Ferrari", "Esposito", "Bianchi", "D'Angelo"],
    cities: [["Roma", "RM", "00199"], ["Milano", "MI", "20199"], ["Torino", "TO", "10199"]],
    streets: ["Via Roma", "Via Garibaldi", "Corso Italia", "Viale dei Pini"],
  },
  {
    country: "CA", currency: "CAD", language: "en", locale: "en-CA", timezone: "America/Toronto", weight: 6,
    dialling: { code: "+1", lead: "416555", digits: 4 }, numberFirst: true,
    first_names: ["Liam", "Charlotte", "Noah", "Olivia", "Étienne", "Maxime", "William"],
    last_names: ["Tremblay", "Roy", "Gagnon", "Campbell", "MacDonald", "Singh", "Wong"],
    cities: [["Toronto", "ON", "M9A 9A9"], ["Montréal", "QC", "H9A 9A9"], ["Vancouver", "BC", "V9A 9A9"]],
    streets: ["King Street", "rue Saint-Denis", "Yonge Street", "Lakeshore Road"],
  },
  {
    country: "AU", currency: "AUD", language: "en", locale: "en-AU", timezone: "Australia/Sydney", weight: 4,
    dialling: { code: "+61", lead: "2555", digits: 5 }, numberFirst: true,
    first_names: ["Jack", "Matilda", "Cooper", "Ruby", "Lachlan", "Zara"],
    last_names: ["Nguyen", "Kelly", "Harris", "Ryan", "Campbell", "Murphy"],
    cities: [["Sydney", "NSW", "2099"], ["Melbourne", "VIC", "3099"], ["Brisbane", "QLD", "4099"]],
    streets: ["George Street", "Wattle Street", "Beach Road", "Kangaroo Parade"],
  },
  {
    country: "PL", currency: "PLN", language: "pl", locale: "pl-PL", timezone: "Europe/Warsaw", weight: 3,
    dialling: { code: "+48", lead: "2255", digits: 5 }, numberFirst: false,
    first_names: ["Łukasz", "Małgorzata", "Paweł", "Agnieszka", "Zbigniew", "Żaneta"],
    last_names: ["Nowak", "Wójcik", "Kowalczyk", "Zając", "Wróbel", "Dąbrowski"],
    cities: [["Warszawa", null, "00-999"], ["Kraków", null, "30-999"], ["Łódź", null, "90-999"]],
    streets: ["ul. Polna", "ul. Leśna", "ul. Ogrodowa", "al. Jana Pawła II"],
  },
  {
    country: "CH", currency: "CHF", language: "de", locale: "de-CH", timezone: "Europe/Zurich", weight: 2,
    dialling: { code: "+41", lead: "4455", digits: 5 }, numberFirst: false,
    first_names: ["Beat", "Regula", "Urs", "Vreni", "Reto", "Ladina"],
    last_names: ["Meier", "Keller", "Zürcher", "Brunner", "Gerber", "Bühler"],
    cities: [["Zürich", null, "8099"], ["Bern", null, "3099"], ["Basel", null, "4099"]],
    streets: ["Bahnhofstrasse", "Seestrasse", "Dorfstrasse", "Rebweg"],
  },
  {
    country: "JP", currency: "JPY", language: "en", locale: "en-JP", timezone: "Asia/Tokyo", weight: 1,
    dialling: { code: "+81", lead: "3555", digits: 5 }, numberFirst: true,
    first_names: ["Haruto", "Yui", "Sota", "Hina", "Ren", "Sakura"],
    last_names: ["Satō", "Suzuki", "Takahashi", "Tanaka", "Itō"],
    cities: [["Tōkyō", null, "150-0999"], ["Ōsaka", null, "530-0999"]],
    streets: ["Jingumae", "Umeda", "Ginza", "Roppongi"],
  },
]
