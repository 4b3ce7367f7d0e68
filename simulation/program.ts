import { createPublisher } from "../src/publish/outbox.ts";
import type { PublisherPorts } from "../src/publish/ports.ts";
import type { Publisher } from "../src/publish/publisher.ts";
import type { SchedulerPorts } from "../src/publish/schedule/ports.ts";
import { createScheduler, type Scheduler } from "../src/publish/schedule/scheduler.ts";
import type { HandlingParts } from "./handling.ts";
import type { Life } from "./life.ts";

/** What is simulated: the real program or, to test the simulation, one with a defect. */
export interface Program {
  readonly name: string;
  createPublisher(ports: PublisherPorts): Publisher;
  createScheduler(ports: SchedulerPorts): Scheduler;
  /** Changes what the publisher is given. */
  readonly ports?: (ports: PublisherPorts, life: Life) => PublisherPorts;
  readonly scheduling?: (ports: SchedulerPorts) => SchedulerPorts;
  /** Changes what the handlers of updates are given. */
  readonly handling?: (parts: HandlingParts) => Partial<HandlingParts>;
  /** When an update counts as handled: before or after it was. */
  readonly acknowledges: "before" | "after";
  /** A seed that shows a defect, tried first: it saves time. */
  readonly shownBy?: number;
  /** Whether a second process waits until the first has ended. */
  readonly locks: boolean;
}

export const PAPERBOY: Program = {
  name: "paperboy",
  createPublisher,
  createScheduler,
  acknowledges: "after",
  locks: true,
};
