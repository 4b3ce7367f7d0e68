/** Words that say nothing of what a text is about, folded. A search leaves them out where it has others. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    "а без бы в во вот все всё да для до его ее если есть же за и из или их к как когда ко ли мне мы на не но о об он она " +
    "они от по под при про с со так то у уже что чтобы это этот эта эти этого я " +
    "a about an and are as at be by do for from how in into is it its of on or that the their this to was what when with"
  )
    .replaceAll("ё", "е")
    .split(" "),
);
