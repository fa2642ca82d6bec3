import type { LanguageWording } from "./words"

export const GERMAN: LanguageWording = {
  words: {
    subtotal: "Artikel",
    discount: "Rabatt",
    delivery: "Versand",
    insurance: "Garantierte Zustellung",
    total: "Gesamtbetrag",
    tracking_number: "Sendungsnummer",
    track: "Sendung verfolgen",
    ship_to: "Lieferadresse",
    because: "Sie erhalten diese E-Mail wegen Ihrer Bestellung bei {shop}.",
    order_number: "Bestellung {number}",
    unsubscribe: "Keine Erinnerungen mehr erhalten",
    statuses: {
      pending: "Wartet auf Zahlung",
      approved: "Bezahlt",
      declined: "Zahlung abgelehnt",
      cancelled: "Storniert",
      call_center: "Bei unserem Team",
      packed: "Verpackt",
      shipped: "Versendet",
      reshipped: "Erneut versendet",
      delivered: "Zugestellt",
      refunded: "Erstattet",
      chargeback: "Zahlung beanstandet",
      closed: "Geschlossen",
    },
    methods: {
      credit_card: "Kreditkarte",
      paypal: "PayPal",
      crypto: "Kryptowährung",
      echeck: "eCheck",
    },
  },
  greeting: "Guten Tag {{ customer.first_name }},",
  closing: [
    '{% if shop.email %}Haben Sie Fragen? Schreiben Sie uns an <a href="mailto:{{ shop.email }}">{{ shop.email }}</a>, wir helfen Ihnen gern.{% endif %}',
    "Herzliche Grüße<br>Ihr Team von {{ shop.name }}",
  ],
  letters: {
    pending: {
      subject: "Wir haben Ihre Bestellung {{ order.number }} erhalten",
      heading: "Vielen Dank für Ihre Bestellung!",
      lines: [
        "Ihre Bestellung vom {{ order.date }} ist bei uns eingegangen. Wir warten jetzt auf die Bestätigung der Zahlung und melden uns, sobald sie da ist.",
        "{% if payment.url %}Falls Sie noch nicht bezahlt haben, können Sie das hier tun:{% endif %}",
      ],
      button: "Jetzt bezahlen",
    },
    approved: {
      subject: "Ihre Zahlung ist eingegangen: Bestellung {{ order.number }}",
      heading: "Ihre Bestellung ist bezahlt",
      lines: [
        "Vielen Dank! Ihre Zahlung über {{ order.total }} war erfolgreich, und wir bereiten Ihre Bestellung bereits für den Versand vor.",
        "Wir melden uns, sobald sie unterwegs ist.",
      ],
    },
    declined: {
      subject: "Die Zahlung für Bestellung {{ order.number }} hat nicht geklappt",
      heading: "Die Zahlung hat nicht geklappt",
      lines: [
        "Leider konnte die Zahlung von {{ order.total }} für Ihre Bestellung nicht abgeschlossen werden. Oft gibt es dafür einen einfachen Grund: ein Kartenlimit, ein Tippfehler oder eine Bestätigung, auf die Ihre Bank gewartet hat.",
        "{% if payment.url %}Ihre Bestellung ist noch für Sie da. Versuchen Sie es gern noch einmal, auch mit einer anderen Karte:{% else %}Ihre Bestellung ist noch für Sie da: Schreiben Sie uns, und wir finden gemeinsam einen Weg.{% endif %}",
      ],
      button: "Noch einmal versuchen",
    },
    cancelled: {
      subject: "Ihre Bestellung {{ order.number }} wurde storniert",
      heading: "Ihre Bestellung wurde storniert",
      lines: [
        "Wir haben Ihre Bestellung vom {{ order.date }} storniert. Sie müssen nichts weiter tun.",
        "Falls Sie das nicht gewünscht haben, schreiben Sie uns bitte: Wir kümmern uns gern darum.",
      ],
    },
    packed: {
      subject: "Ihre Bestellung {{ order.number }} ist verpackt",
      heading: "Verpackt und startklar",
      lines: [
        "Ihre Bestellung ist verpackt und beim Versanddienst. Sie geht in Kürze auf die Reise{% if tracking.size == 0 %}; die Sendungsnummer erhalten Sie, sobald es so weit ist{% endif %}.",
      ],
    },
    shipped: {
      subject: "Ihre Bestellung {{ order.number }} ist unterwegs",
      heading: "Ihre Bestellung ist unterwegs",
      lines: [
        "Gute Nachrichten: Ihr Paket wurde versendet. {% if tracking.size > 0 %}Hier können Sie es verfolgen:{% else %}Wir hoffen, dass Sie sich schon bald darüber freuen.{% endif %}",
      ],
      after: [
        "{% if tracking.size > 0 %}Bis beim Zusteller die ersten Angaben erscheinen, können ein bis zwei Tage vergehen.{% endif %}",
      ],
    },
    reshipped: {
      subject: "Wir haben Ihre Bestellung {{ order.number }} erneut versendet",
      heading: "Ein neues Paket ist unterwegs",
      lines: [
        "Es tut uns leid, dass Ihr erstes Paket nicht angekommen ist. Wir haben Ihre Bestellung noch einmal versendet, für Sie natürlich kostenlos. {% if tracking.size > 0 %}Hier können Sie das Paket verfolgen:{% endif %}",
      ],
    },
    delivered: {
      subject: "Ihre Bestellung {{ order.number }} ist angekommen",
      heading: "Ihr Paket ist angekommen",
      lines: [
        "Ihre Bestellung wurde zugestellt. Wir wünschen Ihnen viel Freude damit!",
        "Fehlt etwas, oder können Sie das Paket nicht finden? Sagen Sie uns bitte Bescheid, wir kümmern uns darum.",
      ],
    },
    refunded: {
      subject: "Wir haben Ihre Bestellung {{ order.number }} erstattet",
      heading: "Ihr Geld ist auf dem Weg zurück",
      lines: [
        "Wir haben Ihnen {% if refund.amount %}{{ refund.amount }}{% else %}Ihre Zahlung{% endif %} erstattet{% if payment.card %} ({{ payment.card }}){% else %} ({{ payment.method }}){% endif %}.",
        "Je nach Bank kann es einige Werktage dauern, bis der Betrag auf Ihrem Konto erscheint.",
      ],
    },
    chargeback: {
      subject: "Zur Zahlung Ihrer Bestellung {{ order.number }}",
      heading: "Ihre Zahlung wurde beanstandet",
      lines: [
        "Ihre Bank hat uns mitgeteilt, dass die Zahlung von {{ order.total }} für Ihre Bestellung beanstandet wurde, und hat den Betrag zurückgebucht.",
        "Vielleicht ist es ein Missverständnis: Der Name auf Ihrem Kontoauszug kann vom Namen unseres Shops abweichen. Bitte schreiben Sie uns, damit wir es gemeinsam klären können.",
      ],
    },
    closed: {
      subject: "Ihre Bestellung {{ order.number }} wurde geschlossen",
      heading: "Wir haben Ihre Bestellung geschlossen",
      lines: [
        "Die Zahlung für Ihre Bestellung vom {{ order.date }} hat nicht geklappt, und wir konnten Sie nicht erreichen. Deshalb haben wir die Bestellung geschlossen; Sie müssen nichts bezahlen.",
        "Sie können jederzeit gern neu bestellen.",
      ],
      button: "Zum Shop",
    },
    payment_link: {
      subject: "Zahlung für Ihre Bestellung {{ order.number }}",
      heading: "Ihr Link zur Zahlung",
      lines: [
        "Über diesen Link bezahlen Sie {{ order.total }} für Ihre Bestellung, sicher und in wenigen Schritten:",
      ],
      button: "Jetzt bezahlen",
      after: [
        "Sobald Ihre Zahlung eingegangen ist, bereiten wir Ihre Bestellung für den Versand vor.",
      ],
    },
    payment_reminder: {
      subject: "Ihre Bestellung {{ order.number }} wartet auf Sie",
      heading: "Ihre Bestellung wartet",
      lines: [
        "Sie haben am {{ order.date }} bei uns bestellt, die Zahlung von {{ order.total }} ist aber noch offen. Ihre Bestellung ist noch für Sie da.",
        "{% if payment.url %}Hier können Sie in wenigen Schritten bezahlen:{% else %}Schreiben Sie uns, und wir schicken Ihnen einen Link zur Zahlung.{% endif %}",
      ],
      button: "Jetzt bezahlen",
      after: ["Haben Sie inzwischen bezahlt? Dann betrachten Sie diese E-Mail als erledigt."],
    },
    refill_reminder: {
      subject: "Zeit für eine neue Bestellung bei {{ shop.name }}?",
      heading: "Geht Ihr Vorrat zur Neige?",
      lines: [
        "Sie wollten{% if refill.period_days %} nach {{ refill.period_days }} Tagen{% endif %} von uns erinnert werden. Das haben Sie zuletzt bestellt:",
      ],
      button: "Erneut bestellen",
    },
  },
}
