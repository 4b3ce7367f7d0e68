/** First segments of github.com's paths that are no accounts. */
const RESERVED = new Set(
  (
    "about account advisories apps changelog codespaces collections contact copilot customer-stories dashboard discussions " +
    "edu education enterprise events explore features git-guides github-copilot hooks images issues join login logout " +
    "marketplace mobile models new newsroom nonprofit notifications open-source organizations orgs partners premium-support " +
    "pricing pulls readme resources search security sessions settings signup site sitemap skills solutions sponsors stars " +
    "support team topics trending users watching why-github"
  ).split(" "),
);

/** `owner/name` in lower case, since GitHub ignores case; undefined where this is no repository. */
export function githubRepository(owner = "", name = ""): string | undefined {
  const account = owner.toLowerCase();
  const repository = name.toLowerCase().replace(/\.git$/, "");
  if (!/^[a-z0-9][a-z0-9-]{0,38}$/.test(account) || RESERVED.has(account)) return undefined;
  if (!/^[\w.-]{1,100}$/.test(repository) || /^\.{1,2}$/.test(repository)) return undefined;
  return `${account}/${repository}`;
}
