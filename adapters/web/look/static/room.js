// The room, live. Without this script every page and form works all the same; with it nothing is lost on the way.
import { composers } from "./room-composer.js";
import { hear } from "./room-clock.js";
import { isBack } from "./room-forms.js";
import { fill, parsed, upsert } from "./room-lines.js";
import { begin, ends, show, stay } from "./room-reading.js";

const app = document.querySelector(".app");
const announce = document.querySelector("[data-announce]");
const connection = document.querySelector("[data-connection]");
let count = Number(app.dataset.count);
let source = null;
let again = 0;
let said = [];

function listen() {
  hush();
  source = new EventSource(`${app.dataset.events}&since=${count}`);
  source.onopen = () => {
    connection.hidden = true;
    isBack();
  };
  source.onmessage = (event) => {
    count = Number(event.lastEventId) || count;
    take(JSON.parse(event.data));
  };
  source.addEventListener("anew", () => location.reload());
  source.onerror = () => {
    connection.hidden = false;
    if (source?.readyState === EventSource.CLOSED) again = setTimeout(listen, 1500);
  };
}

function hush() {
  clearTimeout(again);
  source?.close();
  source = null;
}

function take({ lines, parts, newest }) {
  const before = ends();
  const came = lines.map(upsert).filter(Boolean);
  for (const [name, html] of Object.entries(parts)) {
    for (const holder of document.querySelectorAll(`[data-part="${CSS.escape(name)}"]`)) fill(holder, html);
  }
  stay(before);
  for (const line of came) show(line, before);
  hear(lines);
  const others = came.filter((line) => !("own" in line.dataset));
  say(others);
  if (app.dataset.at === "channel" && newest && newest !== app.dataset.thread) turnToNewest();
}

/** Read out what came. What was read out and is gone since, or says something else, stays nowhere either. */
function say(came) {
  if (came.length) said = came.slice(-3).map((line) => line.id);
  const says = said.flatMap((id) => document.getElementById(id)?.dataset.says ?? []).join(". ");
  if (came.length || announce.textContent !== says) announce.textContent = says;
}

/** The thread at the channel's side is the newest scenario's, unless somebody writes in another one. */
async function turnToNewest() {
  const side = document.querySelector(".pane.thread");
  if (side && (side.contains(document.activeElement) || side.querySelector(".composer textarea").value)) return;
  const answer = await fetch(location.pathname).catch(() => null);
  if (!answer?.ok) return;
  const page = parsed(await answer.text());
  const [theirs, pane] = [page.querySelector(".app"), page.querySelector(".pane.thread")];
  if (!pane || theirs.dataset.thread === app.dataset.thread) return;
  side?.remove();
  document.querySelector(".pane.channel").after(pane);
  Object.assign(app.dataset, { thread: theirs.dataset.thread, events: theirs.dataset.events });
  composers(app);
  listen();
}

// A browser keeps few connections to one server: a page that nobody looks at leaves its own to others.
addEventListener("visibilitychange", () => (document.hidden ? hush() : listen()));
addEventListener("pagehide", hush);
addEventListener("pageshow", (event) => event.persisted && listen());

composers(app);
begin(app.dataset.at);
listen();
