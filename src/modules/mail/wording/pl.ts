import type { LanguageWording } from "./words"

export const POLISH: LanguageWording = {
  words: {
    subtotal: "Produkty",
    discount: "Rabat",
    delivery: "Dostawa",
    insurance: "Gwarantowana dostawa",
    total: "Razem",
    tracking_number: "Numer przesyłki",
    track: "Śledź przesyłkę",
    ship_to: "Adres dostawy",
    because: "Otrzymujesz tę wiadomość w związku z zamówieniem w sklepie {shop}.",
    order_number: "Zamówienie {number}",
    unsubscribe: "Nie przypominaj mi więcej",
    statuses: {
      pending: "Czeka na płatność",
      approved: "Opłacone",
      declined: "Płatność odrzucona",
      cancelled: "Anulowane",
      call_center: "W rękach naszego zespołu",
      packed: "Spakowane",
      shipped: "Wysłane",
      reshipped: "Wysłane ponownie",
      delivered: "Dostarczone",
      refunded: "Zwrócono pieniądze",
      chargeback: "Płatność zakwestionowana",
      closed: "Zamknięte",
    },
    methods: {
      credit_card: "Karta płatnicza",
      paypal: "PayPal",
      crypto: "Kryptowaluta",
      echeck: "eCheck",
    },
  },
  greeting: "Dzień dobry, {{ customer.first_name }}!",
  closing: [
    '{% if shop.email %}Masz pytania? Napisz do nas na <a href="mailto:{{ shop.email }}">{{ shop.email }}</a>, chętnie pomożemy.{% endif %}',
    "Pozdrawiamy serdecznie,<br>zespół {{ shop.name }}",
  ],
  letters: {
    pending: {
      subject: "Mamy Twoje zamówienie {{ order.number }}",
      heading: "Dziękujemy za zamówienie!",
      lines: [
        "Twoje zamówienie (data: {{ order.date }}) już do nas dotarło. Czekamy teraz na potwierdzenie płatności i damy znać, gdy tylko je otrzymamy.",
        "{% if payment.url %}Jeśli zamówienie nie jest jeszcze opłacone, możesz to zrobić tutaj:{% endif %}",
      ],
      button: "Zapłać teraz",
    },
    approved: {
      subject: "Otrzymaliśmy płatność za zamówienie {{ order.number }}",
      heading: "Zamówienie jest opłacone",
      lines: [
        "Dziękujemy! Płatność na kwotę {{ order.total }} przebiegła pomyślnie i już przygotowujemy zamówienie do wysyłki.",
        "Napiszemy, gdy tylko wyruszy w drogę.",
      ],
    },
    declined: {
      subject: "Płatność za zamówienie {{ order.number }} nie powiodła się",
      heading: "Płatność nie powiodła się",
      lines: [
        "Niestety nie udało się zrealizować płatności na kwotę {{ order.total }}. Przyczyna bywa prosta: limit na karcie, literówka albo potwierdzenie, na które czekał bank.",
        "{% if payment.url %}Zamówienie nadal na Ciebie czeka. Spróbuj jeszcze raz, także inną kartą:{% else %}Zamówienie nadal na Ciebie czeka: napisz do nas, a razem znajdziemy rozwiązanie.{% endif %}",
      ],
      button: "Spróbuj ponownie",
    },
    cancelled: {
      subject: "Zamówienie {{ order.number }} zostało anulowane",
      heading: "Zamówienie zostało anulowane",
      lines: [
        "Anulowaliśmy Twoje zamówienie (data: {{ order.date }}). Nie musisz nic więcej robić.",
        "Jeśli nie było to zgodne z Twoją wolą, napisz do nas: chętnie to sprawdzimy.",
      ],
    },
    packed: {
      subject: "Zamówienie {{ order.number }} jest spakowane",
      heading: "Spakowane i gotowe do drogi",
      lines: [
        "Zamówienie jest spakowane i przekazane firmie kurierskiej. Wkrótce wyruszy w drogę{% if tracking.size == 0 %}, a wtedy od razu prześlemy Ci numer przesyłki{% endif %}.",
      ],
    },
    shipped: {
      subject: "Zamówienie {{ order.number }} jest w drodze",
      heading: "Zamówienie jest w drodze",
      lines: [
        "Dobra wiadomość: paczka została wysłana. {% if tracking.size > 0 %}Możesz śledzić ją tutaj:{% else %}Mamy nadzieję, że już niedługo będzie u Ciebie.{% endif %}",
      ],
      after: [
        "{% if tracking.size > 0 %}Pierwsze informacje u przewoźnika mogą pojawić się po dniu lub dwóch.{% endif %}",
      ],
    },
    reshipped: {
      subject: "Zamówienie {{ order.number }} wysłaliśmy ponownie",
      heading: "Nowa paczka jest w drodze",
      lines: [
        "Przykro nam, że pierwsza paczka nie dotarła. Wysłaliśmy zamówienie jeszcze raz, bez żadnych kosztów dla Ciebie. {% if tracking.size > 0 %}Możesz śledzić je tutaj:{% endif %}",
      ],
    },
    delivered: {
      subject: "Zamówienie {{ order.number }} zostało dostarczone",
      heading: "Paczka dotarła",
      lines: [
        "Zamówienie zostało dostarczone. Mamy nadzieję, że sprawi Ci radość!",
        "Czegoś brakuje albo nie możesz znaleźć paczki? Daj nam znać, a wszystko wyjaśnimy.",
      ],
    },
    refunded: {
      subject: "Zwróciliśmy pieniądze za zamówienie {{ order.number }}",
      heading: "Pieniądze wracają do Ciebie",
      lines: [
        "Zwróciliśmy Ci {% if refund.amount %}{{ refund.amount }}{% else %}wpłatę{% endif %}{% if payment.card %} ({{ payment.card }}){% else %} ({{ payment.method }}){% endif %}.",
        "W zależności od banku kwota pojawi się na koncie w ciągu kilku dni roboczych.",
      ],
    },
    chargeback: {
      subject: "W sprawie płatności za zamówienie {{ order.number }}",
      heading: "Płatność została zakwestionowana",
      lines: [
        "Twój bank poinformował nas, że płatność na kwotę {{ order.total }} za to zamówienie została zakwestionowana, i cofnął ją.",
        "Być może to nieporozumienie: nazwa na wyciągu może różnić się od nazwy naszego sklepu. Napisz do nas, proszę, żebyśmy mogli to razem wyjaśnić.",
      ],
    },
    closed: {
      subject: "Zamówienie {{ order.number }} zostało zamknięte",
      heading: "Zamknęliśmy zamówienie",
      lines: [
        "Płatność za zamówienie (data: {{ order.date }}) nie powiodła się i nie udało nam się z Tobą skontaktować. Dlatego zamknęliśmy zamówienie; nie musisz nic płacić.",
        "Zapraszamy do ponownego złożenia zamówienia w dowolnej chwili.",
      ],
      button: "Przejdź do sklepu",
    },
    payment_link: {
      subject: "Płatność za zamówienie {{ order.number }}",
      heading: "Twój link do płatności",
      lines: ["Pod tym linkiem bezpiecznie i szybko zapłacisz {{ order.total }} za zamówienie:"],
      button: "Zapłać teraz",
      after: ["Gdy tylko otrzymamy płatność, przygotujemy zamówienie do wysyłki."],
    },
    payment_reminder: {
      subject: "Zamówienie {{ order.number }} czeka na Ciebie",
      heading: "Zamówienie czeka",
      lines: [
        "Mamy Twoje zamówienie (data: {{ order.date }}), ale nie otrzymaliśmy jeszcze płatności na kwotę {{ order.total }}. Zamówienie nadal na Ciebie czeka.",
        "{% if payment.url %}Zapłacisz tutaj w kilku krokach:{% else %}Napisz do nas, a prześlemy Ci link do płatności.{% endif %}",
      ],
      button: "Zapłać teraz",
      after: ["Zamówienie jest już opłacone? W takim razie możesz pominąć tę wiadomość."],
    },
    refill_reminder: {
      subject: "Czas na nowe zamówienie w {{ shop.name }}?",
      heading: "Zapasy się kończą?",
      lines: [
        "Zgodnie z Twoją prośbą przypominamy o nowym zamówieniu{% if refill.period_days %} (dni od poprzedniego: {{ refill.period_days }}){% endif %}. Oto, co było w nim ostatnio:",
      ],
      button: "Zamów ponownie",
    },
  },
}
