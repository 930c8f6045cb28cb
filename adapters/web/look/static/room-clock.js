// Whoever sets the clock on is shown what came of it, wherever they are.
import { parsed } from "./room-lines.js";
import { bringToTop } from "./room-reading.js";

const app = document.querySelector(".app");
const notice = document.querySelector("[data-arrived]");
const LATE = 3000;
const SAID = 8000;
let latest = Number(app.dataset.count);
let start = latest;
let going = false;
let until = 0;
let came = null;

export function sets() {
  [going, start, came] = [true, latest, null];
}

export function stops({ there }) {
  going = false;
  if (!there) return;
  until = Date.now() + LATE;
  closeMenu();
  arrive();
}

/** Lines as they were told, after they have been put in their places. */
export function hear(lines) {
  for (const line of lines) {
    latest = Math.max(latest, line.born);
    if (line.born > Math.max(start, came?.born ?? 0) && line.html.includes("data-new=")) came = line;
  }
  if (!going && Date.now() < until) arrive();
}

function arrive() {
  if (!came) return;
  const line = document.getElementById(`line-${came.ref}`);
  const link = document.createElement("a");
  link.textContent = parsed(came.html).firstElementChild.dataset.new;
  link.href = `/room/${app.dataset.viewer}#line-${came.ref}`;
  notice.replaceChildren(line?.checkVisibility() ? link.textContent : link);
  notice.hidden = false;
  setTimeout(() => (notice.hidden = true), SAID);
  if (line?.checkVisibility()) bringToTop(line);
  for (const pill of document.querySelectorAll("[data-newer]")) pill.hidden = true;
  came = null;
}

function closeMenu() {
  if (document.querySelector("#rail:target, #rail :target")) location.hash = "main";
}
