import medusaPlugin from "@medusajs/eslint-plugin"
import js from "@eslint/js"
import tseslint from "typescript-eslint"

const medusa = medusaPlugin.default ?? medusaPlugin

const HOLD = "The page may still be loading: hold the expectation against it with soon(…)."

export default tseslint.config(
  {
    ignores: ["node_modules/", ".medusa/", ".data/", ".cache/", "test-results/"],
  },
  ...medusa.configs.recommended,
  // Medusa's preset leaves all tests out.
  { ignores: ["!**/integration-tests/**", "!**/*.spec.*"] },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [js.configs.recommended, tseslint.configs.recommended],
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/explicit-module-boundary-types": "off",
    },
  },
  {
    files: ["**/*.{ts,tsx,mjs,js}"],
    rules: {
      eqeqeq: ["error", "always"],
      "no-var": "error",
      "prefer-const": "error",
      "no-throw-literal": "error",
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"] }],
    },
  },
  {
    // The server's words go to its log; only scripts talk to a terminal.
    files: ["src/**/*.{ts,tsx}"],
    rules: { "no-console": "error" },
  },
  {
    files: ["**/*.ts"],
    rules: {
      // What becomes an answer is a Problem (src/lib/problem.ts); a plain Error is a fault of ours.
      "@medusajs/use-medusa-error-not-generic-error": "off",
      // Our services keep some methods synchronous on purpose, e.g. a request log that nobody waits for.
      "@medusajs/service-methods-must-be-async": "off",
    },
  },
  {
    // One place reads the environment.
    files: ["src/**/*.{ts,tsx}", "medusa-config.ts"],
    ignores: ["src/lib/environment.ts", "src/**/*.unit.spec.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        {
          object: "process",
          property: "env",
          message: "Read the environment through src/lib/environment.ts.",
        },
      ],
    },
  },
  {
    files: ["integration-tests/browser/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          // Playwright reads these at once, without waiting for anything.
          selector:
            "CallExpression[callee.property.name=/^(count|title|content|isVisible|isHidden|allInnerTexts|allTextContents)$/]:not(CallExpression[callee.name='soon'] *)",
          message: HOLD,
        },
        {
          // And these as soon as there is an element, whatever is in it then.
          selector:
            "CallExpression[callee.name='expect'] CallExpression[callee.property.name=/^(isEnabled|isDisabled|isChecked|innerText|inputValue|textContent|getAttribute)$/]:not(CallExpression[callee.name='soon'] *)",
          message: HOLD,
        },
      ],
    },
  }
)
