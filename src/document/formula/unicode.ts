import { ACCENTS, ALPHABETS, FUNCTIONS, STYLES, SUBSCRIPTS, SUPERSCRIPTS, SYMBOLS } from "./symbols.ts";

/** A formula in plain signs. */
export interface PlainFormula {
  readonly text: string;
  /** Commands that have no plain form; each stands in the text by its name. Empty if all of it could be told. */
  readonly unknown: readonly string[];
}

type Token = { readonly kind: "command" | "sign" | "open" | "close" | "up" | "down" | "cell"; readonly text: string };

/** Levels of braces beyond which a formula stays as it is. */
const DEPTH = 40;

/**
 * A LaTeX formula as people write it in a chat: `\frac{\alpha}{2} x^2` is "α/2 x²", `x^{i,j}` is "x^(i,j)". Never
 * fails, and takes time linear in the length; what it cannot tell stays in LaTeX.
 */
export function plainFormula(expression: string): PlainFormula {
  const tokens = tokenize(expression);
  const unknown = new Set<string>();
  let at = 0;

  const peek = () => tokens[at];
  /** A group in braces, a command with what belongs to it, or one sign. */
  const argument = (depth: number): string => {
    while (peek()?.kind === "sign" && peek()?.text === " ") at++;
    const token = tokens[at++];
    if (token === undefined) return "";
    if (depth > DEPTH) return token.text;
    if (token.kind === "open") return group(depth + 1);
    if (token.kind === "command") return command(token.text, depth + 1);
    return token.kind === "close" ? "" : token.text;
  };
  const group = (depth: number): string => {
    let text = "";
    while (at < tokens.length && peek()?.kind !== "close") text += depth > DEPTH ? raw() : one(depth, text);
    at++;
    return text;
  };
  const raw = (): string => (tokens[at++] as Token).text;
  const one = (depth: number, before: string): string => {
    const token = tokens[at++] as Token;
    switch (token.kind) {
      case "open":
        return group(depth + 1);
      case "command": {
        const said = command(token.text, depth);
        const next = peek();
        const close =
          FUNCTIONS.has(token.text) && (next?.kind === "command" || /^[\p{L}\p{N}]/u.test(next?.text ?? ""));
        const open = FUNCTIONS.has(token.text) && /[\p{L}\p{N})]$/u.test(before);
        return `${open ? " " : ""}${said}${close ? " " : ""}`;
      }
      case "up":
        return script(argument(depth), SUPERSCRIPTS, "^");
      case "down":
        return script(argument(depth), SUBSCRIPTS, "_");
      case "cell":
        return token.text === "&" ? " " : "; ";
      default:
        return token.text;
    }
  };
  const command = (name: string, depth: number): string => {
    const symbol = SYMBOLS.get(name);
    if (symbol !== undefined) return symbol;
    const accent = ACCENTS.get(name);
    if (accent !== undefined) return marked(argument(depth), accent);
    const alphabet = ALPHABETS.get(name);
    if (alphabet !== undefined) return [...argument(depth)].map(alphabet).join("");
    if (name === "frac" || name === "dfrac" || name === "tfrac" || name === "cfrac") {
      const [over, under] = [argument(depth), argument(depth)];
      return `${enclosed(over)}/${enclosed(under)}`;
    }
    if (name === "binom") return `C(${argument(depth)}, ${argument(depth)})`;
    if (name === "sqrt") {
      const root = argument(depth);
      return root.startsWith("[") ? `√${root}` : `√${enclosed(root)}`;
    }
    if (name === "begin" || name === "end") {
      argument(depth);
      return "";
    }
    if (name === "not") return marked(argument(depth), "\u0338");
    if (name === "pmod") return ` (mod ${argument(depth)})`;
    if (name === "\\") return "; ";
    if (STYLES.has(name)) return style(depth);
    unknown.add(`\\${name}`);
    return `\\${name} `;
  };

  const style = (depth: number): string => {
    if (peek()?.kind === "open") return argument(depth);
    // The empty side of \left. … \right|
    if (peek()?.text === ".") at++;
    return "";
  };

  let text = "";
  while (at < tokens.length) {
    if (peek()?.kind === "close") at++;
    else text += one(0, text.slice(-2));
  }
  const tidy = text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?;( ;)* ?$/g, "")
    .trim();
  return { text: tidy, unknown: [...unknown] };
}

function tokenize(expression: string): Token[] {
  return [...expression.matchAll(/\\([a-zA-Z]+)\*?|\\([\s\S])|(\s+)|([\s\S])/gu)].map(
    ([, word, sign, space, other = ""]): Token => {
      if (word !== undefined || sign !== undefined) {
        const text = word ?? sign ?? "";
        return text === "\\" ? { kind: "cell", text } : { kind: "command", text: /\s/.test(text) ? " " : text };
      }
      if (space !== undefined) return { kind: "sign", text: " " };
      const kinds = { "{": "open", "}": "close", "^": "up", _: "down", "&": "cell" } as const;
      const kind = kinds[other as keyof typeof kinds];
      if (kind !== undefined) return { kind, text: other };
      const signs: Readonly<Record<string, string>> = { "~": " ", "-": "−", "*": "∗", "'": "′" };
      return { kind: "sign", text: signs[other] ?? other };
    },
  );
}

function script(text: string, signs: ReadonlyMap<string, string>, sign: "^" | "_"): string {
  if (text === "") return "";
  const characters = [...text.replaceAll(" ", "")];
  if (characters.every((each) => signs.has(each))) return characters.map((each) => signs.get(each)).join("");
  return characters.length === 1 ? `${sign}${characters[0]}` : `${sign}(${text})`;
}

/** Every sign with a combining mark after it; marks are not marked, or their number would double with each command. */
function marked(text: string, mark: string): string {
  return [...text].map((sign) => (/[\s\p{M}]/u.test(sign) ? sign : sign + mark)).join("");
}

/** In parentheses where it is more than one thing. */
function enclosed(text: string): string {
  const said = text.trim();
  return /^√?[\p{L}\p{N}\p{M}.⁰-₟ᵃ-ᶿ∂∇]*$/u.test(said) || /^\([^()]*\)$/.test(said) ? said : `(${said})`;
}
