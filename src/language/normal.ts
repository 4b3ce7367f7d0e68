/**
 * The form in which words are compared: compatibility characters resolved, lower case, `ё` as `е`, Latin letters
 * without accents, soft hyphens and joiners gone. Other scripts keep their marks, since there they are letters.
 */
export function fold(text: string): string {
  const plain = text.normalize("NFKC").toLowerCase().replaceAll("ё", "е");
  if (/^[\x20-\x7e]*$/.test(plain)) return plain;
  return plain
    .replace(/[\p{Script=Latin}]/gu, (letter) => letter.normalize("NFD").replace(/\p{M}+/gu, ""))
    .replace(/(?<=[\p{Script=Latin}\p{Script=Cyrillic}])\p{M}+|[\u00ad\u200b-\u200d\u2060\ufeff]/gu, "")
    .normalize("NFC");
}
