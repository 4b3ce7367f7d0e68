/// <reference lib="dom" />

/** Files that are dragged over a node and dropped there are taken. */
export function acceptDrops(node: HTMLElement, take: (files: readonly File[]) => void): void {
  let depth = 0;
  const set = (next: number) => {
    depth = Math.max(0, next);
    node.classList.toggle("dropping", depth > 0);
  };
  node.addEventListener("dragenter", (event) => {
    if (event.dataTransfer?.types.includes("Files")) set(depth + 1);
  });
  node.addEventListener("dragleave", () => set(depth - 1));
  node.addEventListener("dragover", (event) => event.preventDefault());
  node.addEventListener("drop", (event) => {
    event.preventDefault();
    set(0);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) take(files);
  });
}
