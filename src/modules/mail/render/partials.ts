/**
 * The parts that wordings take in with {% render "…" %}: as HTML for the letter, and as plainer HTML from
 * which the text part is made. `words` are those of the letter's language; wordings cannot see them.
 */
const LINE = "border-bottom:1px solid #e5e7eb"
const MUTED = 'class="t3-muted" style="color:#6b7280;font-size:14px"'

const sumRow = (label: string, amount: string): string =>
  `<tr><td style="padding:4px 12px 4px 0">${label}</td>` +
  `<td align="right" style="padding:4px 0;white-space:nowrap;vertical-align:top">${amount}</td></tr>`

const nameOf = (item: string): string =>
  `{{ ${item}.name }}{% if ${item}.option %}<br><span ${MUTED}>{{ ${item}.option }}</span>{% endif %}`

const ORDER_HTML = `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 20px 0;border-collapse:collapse">
{% for item in order.items %}<tr><td dir="auto" class="t3-line" style="padding:10px 12px 10px 0;${LINE};vertical-align:top">${nameOf("item")}
<br><span dir="ltr" ${MUTED}>{{ item.quantity }} ×{% if item.price %} {{ item.price }}{% endif %}</span></td>
<td align="right" class="t3-line" style="padding:10px 0;${LINE};vertical-align:top;white-space:nowrap">{{ item.total }}</td></tr>
{% endfor %}<tr><td colspan="2" style="padding:4px 0"></td></tr>
${sumRow("{{ words.subtotal }}", "{{ order.subtotal }}")}
{% if order.discount %}${sumRow("{{ words.discount }}", "−{{ order.discount }}")}{% endif %}
${sumRow("{{ words.delivery }}", "{{ order.delivery }}")}
{% if order.insurance %}${sumRow("{{ words.insurance }}", "{{ order.insurance }}")}{% endif %}
${sumRow("<strong>{{ words.total }}</strong>", "<strong>{{ order.total }}</strong>")}
</table>`

const ORDER_SIMPLE = `<p>{% for item in order.items %}{{ item.quantity }} × {{ item.name }}{% if item.option %} ({{ item.option }}){% endif %}{% if item.total %}: {{ item.total }}{% endif %}<br>{% endfor %}</p>
<p>{{ words.subtotal }}: {{ order.subtotal }}<br>
{% if order.discount %}{{ words.discount }}: −{{ order.discount }}<br>{% endif %}
{{ words.delivery }}: {{ order.delivery }}<br>
{% if order.insurance %}{{ words.insurance }}: {{ order.insurance }}<br>{% endif %}
{{ words.total }}: {{ order.total }}</p>`

const PRODUCTS_HTML = `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 20px 0;border-collapse:collapse">
{% for item in order.items %}<tr><td dir="auto" class="t3-line" style="padding:10px 12px 10px 0;${LINE};vertical-align:top">${nameOf("item")}</td>
<td align="right" class="t3-line" style="padding:10px 0;${LINE};vertical-align:top;white-space:nowrap">× {{ item.quantity }}</td></tr>
{% endfor %}</table>`

const PRODUCTS_SIMPLE = `<p>{% for item in order.items %}{{ item.quantity }} × {{ item.name }}{% if item.option %} ({{ item.option }}){% endif %}<br>{% endfor %}</p>`

const button = (url: string, label: string): string =>
  `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 24px 0"><tr>` +
  `<td bgcolor="#1d4ed8" style="border-radius:8px;background-color:#1d4ed8">` +
  `<a href="${url}" class="t3-button" style="display:inline-block;padding:12px 24px;color:#ffffff;font-weight:600;text-decoration:none">${label}</a>` +
  `</td></tr></table>`

const TRACKING_HTML = `{% for parcel in tracking %}<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 12px 0"><tr>
<td class="t3-panel" style="padding:14px 16px;background-color:#f3f4f6;border-radius:8px"><span ${MUTED}>{{ words.tracking_number }}{% if parcel.carrier %} · {{ parcel.carrier }}{% endif %}</span><br>
<strong style="font-size:18px" dir="ltr">{{ parcel.number }}</strong></td></tr></table>
{% if parcel.url %}${button("{{ parcel.url }}", "{{ words.track }}")}{% endif %}{% endfor %}`

const TRACKING_SIMPLE = `{% for parcel in tracking %}<p>{{ words.tracking_number }}: {{ parcel.number }}{% if parcel.carrier %} ({{ parcel.carrier }}){% endif %}{% if parcel.url %}<br>{{ words.track }}: {{ parcel.url }}{% endif %}</p>{% endfor %}`

const ADDRESS = `<p dir="auto"><span ${MUTED}>{{ words.ship_to }}</span><br>{{ shipping.name }}{% for line in shipping.lines %}<br>{{ line }}{% endfor %}</p>`

export const HTML_PARTIALS = {
  order: ORDER_HTML,
  products: PRODUCTS_HTML,
  tracking: TRACKING_HTML,
  address: ADDRESS,
  button: `{% if url %}${button("{{ url }}", "{{ label }}")}{% endif %}`,
}

/** What the text part is made from: no tables, and links are written out. */
export const SIMPLE_PARTIALS: typeof HTML_PARTIALS = {
  order: ORDER_SIMPLE,
  products: PRODUCTS_SIMPLE,
  tracking: TRACKING_SIMPLE,
  address: ADDRESS,
  button: "{% if url %}<p>{{ label }}:<br>{{ url }}</p>{% endif %}",
}

/** For text parts that staff write themselves. */
export const TEXT_PARTIALS: typeof HTML_PARTIALS = {
  order: `{% for item in order.items %}{{ item.quantity }} × {{ item.name }}{% if item.option %} ({{ item.option }}){% endif %}{% if item.total %}: {{ item.total }}{% endif %}
{% endfor %}
{{ words.subtotal }}: {{ order.subtotal }}
{% if order.discount %}{{ words.discount }}: −{{ order.discount }}
{% endif %}{{ words.delivery }}: {{ order.delivery }}
{% if order.insurance %}{{ words.insurance }}: {{ order.insurance }}
{% endif %}{{ words.total }}: {{ order.total }}`,
  products: `{% for item in order.items %}{{ item.quantity }} × {{ item.name }}{% if item.option %} ({{ item.option }}){% endif %}
{% endfor %}`,
  tracking: `{% for parcel in tracking %}{{ words.tracking_number }}: {{ parcel.number }}{% if parcel.carrier %} ({{ parcel.carrier }}){% endif %}
{% if parcel.url %}{{ words.track }}: {{ parcel.url }}
{% endif %}{% endfor %}`,
  address: `{{ shipping.name }}{% for line in shipping.lines %}
{{ line }}{% endfor %}`,
  button: `{% if url %}{{ label }}:
{{ url }}{% endif %}`,
}

/** Of the partials, those that must be given something. */
export const PARTIAL_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  button: ["url", "label"],
}
