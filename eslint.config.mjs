// Lint rules: typescript-eslint's strict set, and no import of a provider's barrel (it costs seconds and hundreds of megabytes).
import eslint from "@eslint/js";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "node_modules/",
      "cdktf.out/",
      "dist/",
      "types/",
      ".lab/",
      "coverage/",
      "stacks/scenarios/*/files/",
      "examples/exercises/*/files/",
    ],
  },
  eslint.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "no-nested-ternary": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "no-restricted-imports": [
        "error",
        {
          paths: ["@cdktf/provider-aws", "@cdktf/provider-docker"].map((name) => ({
            name,
            message: `Import the construct's own file, such as ${name}/lib/<construct>.`,
          })),
        },
      ],
    },
  },
  {
    // Node's own never returns below a folder that takes none, such as /proc
    files: ["**/*.ts"],
    ignores: ["__tests__/**", "bench/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "CallExpression[callee.name=/^mkdir/] Property[key.name='recursive']",
          message: "Call makeFolder (workspace/make-folder.ts).",
        },
      ],
    },
  },
  {
    // jest's asymmetric matchers, such as expect.any(String), are of type any
    files: ["__tests__/**"],
    rules: { "@typescript-eslint/no-unsafe-assignment": "off" },
  },
  {
    files: ["**/*.js", "**/*.mjs", "**/*.cjs"],
    languageOptions: { globals: { require: "readonly", module: "writable", process: "readonly", console: "readonly", URL: "readonly" } },
  },
  {
    files: ["serve/browser/*.js"],
    languageOptions: {
      globals: Object.fromEntries(
        ["document", "location", "history", "fetch", "WebSocket", "ResizeObserver", "sessionStorage", "matchMedia"]
          .concat(["addEventListener", "removeEventListener", "setTimeout", "clearTimeout", "setInterval"])
          .map((name) => [name, "readonly"]),
      ),
    },
  },
  prettier,
);
