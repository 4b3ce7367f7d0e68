/** The demo channel and the two who write it. All of it is invented, and the names say so. */
export const demoChannel = {
  chatId: -1002026010101,
  title: "Градиент за чаем",
  username: "gradient_tea_demo",
  description: [
    "Читаем статьи, пока заваривается чай. Разборы без хайпа и с картинками, которые рисуем сами.",
    "",
    "Авторы:",
    "@vera_layers_demo — «Под капотом»",
    "@lev_rollout_demo — «RL и агенты»",
    "",
    "Канал выдуман, чтобы показать Paperboy. Статьи настоящие.",
  ].join("\n"),
  zone: "Europe/Moscow",
  subscribers: 1024,
} as const;

/** An author of the demo channel: a person of the playground, with a rubric of their own. */
export interface DemoAuthor {
  readonly key: "vera" | "lev";
  /** Telegram's user id in the playground. */
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly username: string;
  readonly rubric: string;
}

export const demoAuthors: readonly DemoAuthor[] = [
  {
    key: "vera",
    id: 700000001,
    firstName: "Вера",
    lastName: "Слоева",
    username: "vera_layers_demo",
    rubric: "Под капотом",
  },
  {
    key: "lev",
    id: 700000002,
    firstName: "Лев",
    lastName: "Роллаутов",
    username: "lev_rollout_demo",
    rubric: "RL и агенты",
  },
];

/** The name as Telegram shows it. */
export function nameOf(author: DemoAuthor): string {
  return `${author.firstName} ${author.lastName}`;
}
