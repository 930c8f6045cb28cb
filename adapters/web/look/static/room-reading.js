// Where somebody reads: nothing that comes moves the page under their eyes.
const NEAR_THE_END = 96;
const GAP = 16;

function scrollerOf(pane) {
  const own = pane.querySelector(".scroller");
  return getComputedStyle(own).overflowY === "auto" ? own : document.scrollingElement;
}

function isAtEnd(pane) {
  const it = scrollerOf(pane);
  return it.scrollHeight - it.scrollTop - it.clientHeight < NEAR_THE_END;
}

/** Which panes are read at their end, before anything comes. */
export function ends() {
  return new Set([...document.querySelectorAll(".pane")].filter(isAtEnd));
}

/** Who reads at the end of a pane stays there, whatever has grown. */
export function stay(before) {
  for (const pane of before) scrollerOf(pane).scrollTop = scrollerOf(pane).scrollHeight;
}

export function show(line, before) {
  const pane = line.closest(".pane");
  if (!line.checkVisibility()) return;
  if ("own" in line.dataset || before.has(pane)) reveal(line);
  else if (line.getBoundingClientRect().top > innerHeight - NEAR_THE_END) tellOfNewer(pane, line);
}

/** The beginning of what's tall, the whole of what isn't. */
export function reveal(line) {
  const pane = line.closest(".pane");
  const [top, bottom] = viewOf(pane);
  const box = line.getBoundingClientRect();
  const isTall = box.height > bottom - top;
  scrollerOf(pane).scrollTop += isTall ? box.top - top : Math.max(0, box.bottom - bottom);
}

/** Its first words, so that nothing of what stands before it is seen. */
export function bringToTop(line) {
  const pane = line.closest(".pane");
  const first = line.firstElementChild ?? line;
  scrollerOf(pane).scrollTop += first.getBoundingClientRect().top - viewOf(pane)[0] - GAP / 2;
}

/** Where a pane's lines can be seen, between what lies over them. Not by `scrollIntoView`, which moves the
 * place from which the Tab key goes on. */
function viewOf(pane) {
  const own = scrollerOf(pane);
  if (own !== document.scrollingElement) {
    const { top, bottom } = own.getBoundingClientRect();
    return [top + GAP, bottom - GAP];
  }
  const { bottom } = document.querySelector(".top").getBoundingClientRect();
  const { top } = pane.querySelector(".foot").getBoundingClientRect();
  return [Math.max(0, bottom) + GAP, Math.min(innerHeight, top) - GAP];
}

function tellOfNewer(pane, line) {
  const pill = pane.querySelector("[data-newer]");
  pill.textContent = `${line.dataset.new ?? `New from ${line.querySelector(".member")?.textContent ?? "Debrief"}`} ↓`;
  pill.hidden = false;
  pill.onclick = () => {
    pill.hidden = true;
    reveal(line);
  };
}

/** A channel opens at today's scenario, a conversation at its end. */
export function begin(at) {
  const hash = location.hash;
  if (at === "channel") {
    const last = document.querySelector(".pane.thread .list > :last-child");
    if (last?.checkVisibility()) reveal(last);
    const today = document.querySelector(".line.today");
    const isFar = today?.getBoundingClientRect().top > innerHeight / 2;
    const isExplained = document.querySelector(".intro[open]") && scrollerOf(today.closest(".pane")) === document.scrollingElement;
    if (isFar && (hash === "#today" || (!hash && !isExplained))) bringToTop(today);
    if (hash !== "#end") return;
  }
  if (hash && hash !== "#end") return;
  const line = document.querySelector(`.pane.${at} .list > :last-child`);
  if (line) reveal(line);
}

addEventListener(
  "scroll",
  () => {
    for (const pill of document.querySelectorAll("[data-newer]:not([hidden])")) {
      if (isAtEnd(pill.closest(".pane"))) pill.hidden = true;
    }
  },
  { capture: true, passive: true },
);
