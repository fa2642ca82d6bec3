const transform = {
  "^.+\\.[jt]sx?$": [
    "@swc/jest",
    {
      jsc: {
        parser: { syntax: "typescript", tsx: true, decorators: true },
        transform: { decoratorMetadata: true, react: { runtime: "automatic" } },
        target: "es2022",
      },
      module: { type: "commonjs" },
    },
  ],
}

const project = (displayName, testMatch, setupFilesAfterEnv = []) => ({
  displayName,
  testMatch: testMatch.map((pattern) => `<rootDir>/${pattern}`),
  testEnvironment: "node",
  transform,
  modulePathIgnorePatterns: ["<rootDir>/.medusa/", "<rootDir>/.data/"],
  setupFilesAfterEnv,
})

const HARNESS = ["<rootDir>/integration-tests/harness/jest-setup.ts"]

/** The specs that run a second time, on servers that share a Redis, unless others are asked for by name. */
const WITH_REDIS = ["intake", "statuses", "staff-permissions", "two-servers"]

const redisSpecs = process.env.T3_REDIS_SPECS
  ? ["integration-tests/http/**/*.spec.ts"]
  : WITH_REDIS.map((name) => `integration-tests/http/${name}.spec.ts`)

/** The kinds of tests; scripts/test.mjs runs them and brings what they need. */
module.exports = {
  projects: [
    project("unit", [
      "src/**/*.unit.spec.ts",
      "src/**/*.unit.spec.tsx",
      "integration-tests/*.unit.spec.ts",
    ]),
    project(
      "http",
      ["integration-tests/http/**/*.spec.ts", "integration-tests/contract/**/*.spec.ts"],
      HARNESS
    ),
    project("redis", redisSpecs, [
      ...HARNESS,
      "<rootDir>/integration-tests/harness/jest-setup-redis.ts",
    ]),
    project("browser", ["integration-tests/browser/**/*.spec.ts"], HARNESS),
  ],
}
