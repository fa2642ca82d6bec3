/**
 * What the couriers' data does not say: the tracking pages of posts whose numbers follow UPU's S10, and
 * carriers that have no format there. Compiled by us from the carriers' own sites; an address that has
 * changed is corrected here.
 */

/** A page that finds the number of nearly any carrier: for those without a page of their own here. */
export const ANY_CARRIER_URL = "https://t.17track.net/en#nums=%s"

/** Posts that are a carrier of the data themselves. */
export const POSTS_WITH_FORMATS: Readonly<Record<string, string>> = {
  US: "usps",
  CA: "canada_post",
}

/** Tracking pages of posts by the country in an S10 number. */
export const POST_URLS: Readonly<Record<string, string>> = {
  AT: "https://www.post.at/sv/sendungsdetails?snr=%s",
  AU: "https://auspost.com.au/mypost/track/details/%s",
  BE: "https://track.bpost.cloud/btr/web/#/search?itemCode=%s&lang=en",
  CH: "https://service.post.ch/ekp-web/ui/entry/search/%s",
  DE: "https://www.deutschepost.de/de/s/sendungsverfolgung/verfolgung.html?piececode=%s",
  ES: "https://www.correos.es/es/es/herramientas/localizador/envios/detalle?tracking-number=%s",
  FR: "https://www.laposte.fr/outils/suivre-vos-envois?code=%s",
  GB: "https://www.royalmail.com/track-your-item#/tracking-results/%s",
  IE: "https://www.anpost.com/Post-Parcels/Track/History?item=%s",
  IT: "https://www.poste.it/cerca/index.html#/risultati-spedizioni/%s",
  JP: "https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1=%s&locale=en",
  NZ: "https://www.nzpost.co.nz/tools/tracking?trackid=%s",
  PL: "https://emonitoring.poczta-polska.pl/?numer=%s",
  RU: "https://www.pochta.ru/tracking?barcode=%s",
  SE: "https://www.postnord.se/en/our-tools/track-and-trace?shipmentId=%s",
  UA: "https://track.ukrposhta.ua/tracking_EN.html?barcode=%s",
}

/** Tracking pages of carriers that the data names without one. */
export const CARRIER_URLS: Readonly<Record<string, string>> = {
  amazon: "https://track.amazon.com/tracking/%s",
}

/** Carriers whose numbers nothing is known about: they are believed when somebody names the carrier. */
export const CARRIERS_WITHOUT_FORMATS = [
  { code: "cdek", name: "CDEK", url: "https://www.cdek.ru/en/tracking?order_id=%s" },
  { code: "evri", name: "Evri", url: "https://www.evri.com/track/parcel/%s/details" },
  { code: "gls", name: "GLS", url: "https://gls-group.com/GROUP/en/parcel-tracking?match=%s" },
] as const

/** Other words for a carrier: of suppliers, of tracking services. Letters and digits only. */
export const CARRIER_ALIASES: Readonly<Record<string, string>> = {
  unitedstatespostalservice: "usps",
  uspostalservice: "usps",
  canadapost: "canada_post",
  dhlexpress: "dhl",
  dhlecommerce: "dhl",
  dhlglobalmail: "dhl",
  fedexground: "fedex",
  fedexexpress: "fedex",
  federalexpress: "fedex",
  unitedparcelservice: "ups",
  dpduk: "dpd",
  amazonlogistics: "amazon",
  amazonfbaus: "amazon",
  royalmail: "post_gb",
  parcelforce: "post_gb",
  russianpost: "post_ru",
  почтароссии: "post_ru",
  pochta: "post_ru",
  сдэк: "cdek",
  hermes: "evri",
  singaporepost: "post_sg",
  singpost: "post_sg",
  hongkongpost: "post_hk",
  chinapost: "post_cn",
  chinaems: "post_cn",
  indiapost: "post_in",
  deutschpost: "post_de",
  deutschepost: "post_de",
  dhlgermany: "post_de",
  laposte: "post_fr",
  colissimo: "post_fr",
  australiapost: "post_au",
  swisspost: "post_ch",
  postnl: "post_nl",
  postnl3s: "post_nl",
  japanpost: "post_jp",
  ukrposhta: "post_ua",
}
