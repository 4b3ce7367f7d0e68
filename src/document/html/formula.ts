import katex from "katex";
import { escapeHtml } from "./escape.ts";

/** Units of LaTeX beyond which a formula is shown by its source. */
const LENGTH = 4096;

/**
 * A formula as HTML. What KaTeX does not know is shown in red, as KaTeX does; what is too long or too deep for it, by
 * its source. Macros expand 100 times at most, and no command loads or links anything (`trust` is off).
 * https://katex.org/docs/options
 */
export function formulaHtml(expression: string, display: boolean, output: "html" | "mathml" = "mathml"): string {
  if (expression.length > LENGTH) return source(expression);
  try {
    return katex.renderToString(expression, {
      displayMode: display,
      output: output === "html" ? "htmlAndMathml" : "mathml",
      throwOnError: false,
      strict: "ignore",
      trust: false,
      maxExpand: 100,
      maxSize: 20,
    });
  } catch (error) {
    // Braces in thousands overflow the stack of KaTeX's parser, which is no ParseError.
    if (!(error instanceof RangeError)) throw error;
    return source(expression);
  }
}

function source(expression: string): string {
  return `<code class="formula">${escapeHtml(expression)}</code>`;
}
