/**
 * Returns a function that takes secrets out of any text: those that are given, whatever stands where a Bot API URL has
 * its token, and the name and password in any other URL. A secret is also found as it stands in a URL or in JSON.
 */
export function createScrubber(secrets: readonly (string | null | undefined)[]): (text: string) => string {
  const forms = secrets
    .filter((secret): secret is string => typeof secret === "string" && secret.length > 0)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .toSorted((a, b) => b.length - a.length);
  return (text) =>
    forms
      .reduce((rest, form) => rest.replaceAll(form, HIDDEN), text)
      .replace(/(\/bot)\d+(?::|%3A)[\w-]+/gi, `$1${HIDDEN}`)
      .replace(/\b\d{6,}:[\w-]{30,}/g, HIDDEN)
      .replace(/(:\/\/)[^\s/@"]+@/g, `$1${HIDDEN}@`);
}

const HIDDEN = "[hidden]";
