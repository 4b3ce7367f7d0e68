import { githubRepository } from "../github.ts";
import { identifier, type Reader } from "./link.ts";
import { volumeAndName } from "./proceedings.ts";

export const github: Reader = ({ segments }) => identifier("github", githubRepository(segments[0], segments[1]));
export const rawGithub: Reader = ({ segments }) =>
  segments[0] === "mlresearch"
    ? volumeAndName("pmlr", segments[1], segments.at(-1))
    : identifier("github", githubRepository(segments[0], segments[1]));
