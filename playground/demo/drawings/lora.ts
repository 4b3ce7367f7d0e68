import { box, colour, figure, text } from "./style.ts";

export function lora(): string {
  return figure(
    "Большое заморозить, узкое учить",
    [
      box(90, 180, 330, 330, "#dfe9ee", colour.grey),
      text(255, 340, "W₀", { size: 54, anchor: "middle", weight: 700, fill: colour.grey }),
      text(255, 386, "заморожена", { anchor: "middle", fill: colour.grey }),
      text(255, 160, "d", { anchor: "middle", italic: true, fill: colour.grey }),
      text(62, 352, "d", { anchor: "middle", italic: true, fill: colour.grey }),
      text(478, 366, "+", { size: 60, anchor: "middle", weight: 600 }),
      box(536, 180, 74, 330, colour.coral),
      text(573, 362, "B", { size: 46, anchor: "middle", weight: 700, fill: "#ffffff" }),
      text(573, 160, "r", { anchor: "middle", italic: true, fill: colour.coral }),
      text(573, 548, "в начале 0", { size: 22, anchor: "middle", fill: colour.coral }),
      text(646, 360, "·", { size: 60, anchor: "middle", weight: 700 }),
      box(684, 308, 330, 74, colour.teal),
      text(849, 362, "A", { size: 46, anchor: "middle", weight: 700, fill: "#ffffff" }),
      text(849, 290, "d", { anchor: "middle", italic: true, fill: colour.teal }),
      text(1042, 354, "r", { anchor: "middle", italic: true, fill: colour.teal }),
      text(849, 420, "в начале случайна", { size: 22, anchor: "middle", fill: colour.teal }),
      text(684, 500, "2·d·r чисел вместо d²", { size: 30, weight: 600 }),
      text(684, 540, "d = 12 288, r = 4: в 1536 раз меньше", { size: 22, fill: colour.grey }),
      text(90, 590, "После обучения B·A прибавляют к W₀, и на инференсе лишнего нет.", { size: 24 }),
    ],
    "Размеры на рисунке не в масштабе: честное r было бы тоньше линии.",
  );
}
