import type { ChannelSettings } from "../../src/post/settings.ts";
import type { PublisherPorts } from "../../src/publish/ports.ts";
import { PAPERBOY, type Program } from "../program.ts";

/** A publisher whose calls end otherwise. */
export function sending(
  name: string,
  change: (send: PublisherPorts["sending"]["send"]) => PublisherPorts["sending"]["send"],
) {
  return ported(name, (ports) => ({ ...ports, sending: { ...ports.sending, send: change(ports.sending.send) } }));
}

/** One that keeps its publications otherwise. */
export function publications(
  name: string,
  change: (own: PublisherPorts["publications"]) => Partial<PublisherPorts["publications"]>,
) {
  return ported(name, (ports) => ({
    ...ports,
    publications: { ...ports.publications, ...change(ports.publications) },
  }));
}

/** One that reaches something else through its ports. */
export function ported(name: string, ports: NonNullable<Program["ports"]>): Program {
  return { ...PAPERBOY, name, ports };
}

/** One that keeps its attempts otherwise. */
export function attempting(
  name: string,
  change: (own: PublisherPorts["attempts"]) => Partial<PublisherPorts["attempts"]>,
) {
  return ported(name, (ports) => ({ ...ports, attempts: { ...ports.attempts, ...change(ports.attempts) } }));
}

/** A bot whose handlers of updates keep otherwise what they were sent. */
export function handled(name: string, handling: NonNullable<Program["handling"]>): Program {
  return { ...PAPERBOY, name, handling };
}

/** A bot whose scheduler reaches something else through its ports. */
export function scheduled(name: string, scheduling: NonNullable<Program["scheduling"]>): Program {
  return { ...PAPERBOY, name, scheduling };
}

/** A scheduler that follows other rules for what was missed than its channel has. */
export function late(name: string, rules: Partial<ChannelSettings["late"]>): Program {
  return scheduled(name, (ports) => ({
    ...ports,
    channels: {
      served: () => {
        const channel = ports.channels.served();
        if (channel === null) return null;
        return { ...channel, settings: { ...channel.settings, late: { ...channel.settings.late, ...rules } } };
      },
    },
  }));
}

/** Drafts of which none was ever thrown away. */
export function keptFrom({ load }: Pick<PublisherPorts["drafts"], "load">): Pick<PublisherPorts["drafts"], "load"> {
  return {
    load: (id) => {
      const draft = load(id);
      return draft?.state === "deleted" ? { ...draft, state: "open" } : draft;
    },
  };
}
