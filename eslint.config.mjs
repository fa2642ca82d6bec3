import medusaPlugin from "@medusajs/eslint-plugin"
import tseslint from "typescript-eslint"

const medusa = medusaPlugin.default ?? medusaPlugin

export default tseslint.config(
  {
    ignores: ["node_modules/", ".medusa/", ".data/", ".cache/", "test-results/"],
  },
  ...medusa.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommended],
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
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
    // What is thrown here never becomes an answer; what does is a Problem (src/lib/problem.ts).
    files: ["src/lib/**/*.ts", "src/scripts/**/*.ts", "src/tasks/**/*.ts"],
    rules: { "@medusajs/use-medusa-error-not-generic-error": "off" },
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
  }
)
