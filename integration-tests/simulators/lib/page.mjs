const escaped = (value) =>
  String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/**
 * A page on which a customer decides: 3-D Secure, an approval, an invoice. `choices` are buttons;
 * each posts `choice=<value>` to the same address.
 */
export const decisionPage = ({ title, lines, choices }) => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>SIMULATOR: ${escaped(title)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 28rem; margin: 3rem auto; padding: 0 1rem; color: #18181b }
.mark { background: #fef3c7; border: 1px solid #d97706; padding: .5rem 1rem; border-radius: .5rem }
button { font: inherit; padding: .5rem 1.25rem; margin: 1rem .5rem 0 0; border-radius: .5rem; border: 1px solid #71717a; background: #fff; cursor: pointer }
</style>
</head>
<body>
<p class="mark"><strong>SIMULATOR.</strong> No bank is asked and no money moves.</p>
<h1>${escaped(title)}</h1>
${lines.map((line) => `<p>${escaped(line)}</p>`).join("\n")}
<form method="post">
${choices.map(({ value, label }) => `<button name="choice" value="${escaped(value)}">${escaped(label)}</button>`).join("\n")}
</form>
</body>
</html>
`

/** A page that says what has been decided when there is nowhere to go on to. */
export const endPage = (title) =>
  decisionPage({ title, lines: ["You can close this page."], choices: [] }).replace(
    /<form[\s\S]*<\/form>\n/,
    ""
  )
