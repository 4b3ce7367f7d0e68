import { findIdentifiers, identifierKey, identifierUrl, isPaper } from "../paper/identifier.ts";

/**
 * Prints the papers (and code) that the text mentions, each once and one a line, as `arxiv:2407.01392`. JSON has every
 * mention with its place in UTF-16 units, the page of the work and the link that stood there. Nothing found prints
 * nothing.
 */
export function identify(
  text: string,
  options: { readonly json: boolean },
  write: (text: string) => void = (line) => process.stdout.write(line),
): void {
  const found = findIdentifiers(text);
  if (options.json) {
    const mentions = found.map(({ identifier, offset, length, url }) => ({
      identifier: identifierKey(identifier),
      scheme: identifier.scheme,
      value: identifier.value,
      paper: isPaper(identifier),
      page: identifierUrl(identifier),
      offset,
      length,
      link: url ?? null,
    }));
    write(`${JSON.stringify(mentions, null, 2)}\n`);
    return;
  }
  for (const key of new Set(found.map(({ identifier }) => identifierKey(identifier)))) write(`${key}\n`);
}

/** What `identify` reads: its arguments, each a line, or else what is piped in. @throws Error if there is neither */
export async function textToIdentify(
  args: readonly string[],
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
): Promise<string> {
  if (args.length > 0) return args.join("\n");
  if (input.isTTY)
    throw new Error('Give a text, as in: paperboy identify "https://arxiv.org/abs/1706.03762", or pipe one in.');
  let text = "";
  input.setEncoding("utf8");
  for await (const chunk of input) text += chunk;
  return text;
}
