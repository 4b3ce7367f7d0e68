/** The program cannot go on, for a reason that its owner is told in one sentence. */
export class Unable extends Error {
  override name = "Unable";
}
