type JsonViewProps = { label: string; value: unknown }

/** Data as they were sent, indented; text that is no JSON as it is. */
export const JsonView = ({ label, value }: JsonViewProps) => (
  <pre
    // A region that scrolls has to be reachable by keyboard.
    tabIndex={0}
    role="region"
    aria-label={label}
    className="bg-ui-bg-base shadow-borders-base txt-small focus-visible:shadow-borders-focus max-h-80 overflow-auto whitespace-pre-wrap break-words rounded-md p-3 font-mono outline-none"
  >
    {typeof value === "string" ? value : JSON.stringify(value, null, 2)}
  </pre>
)
