// Forms are sent without leaving the page. Whatever goes wrong, what was typed stays in its field.
import { sets, stops } from "./room-clock.js";
import { composers, forget, grow } from "./room-composer.js";
import { forgetFields, keepsFields } from "./room-fields.js";
import { parsed, release } from "./room-lines.js";
import { reveal } from "./room-reading.js";

const AWAY = "The room can’t be reached just now, so nothing was sent. Your text is still here: try again in a moment.";
const CODE = /`([^`\n]+)`/;
const dialog = document.querySelector("[data-dialog]");

addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-live]")) return;
  event.preventDefault();
  if (!form.hasAttribute("aria-busy")) send(form, event.submitter);
  else if (form.matches("[data-composer]")) form.setAttribute("data-again", "");
});

async function send(form, pressed) {
  const body = new URLSearchParams(new FormData(form));
  if (pressed?.name) body.append(pressed.name, pressed.value);
  const field = form.querySelector("textarea");
  const sent = field?.value;
  const isClock = form.matches(".jumps");
  let there = false;
  form.setAttribute("aria-busy", "true");
  if (isClock) sets();
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "Debrief-Live": "1" } });
    const said = await answer.text();
    if (!answer.ok) tell(form, said || AWAY);
    else done(form, field, sent, said);
    there = answer.ok;
  } catch {
    tell(form, AWAY);
  } finally {
    form.removeAttribute("aria-busy");
    if (isClock) stops({ there });
    sendAgain(form, field, there);
  }
}

/** What was written and sent while an earlier message was on its way. */
function sendAgain(form, field, there) {
  const again = form.hasAttribute("data-again");
  form.removeAttribute("data-again");
  if (again && there && field?.value.trim()) form.requestSubmit();
}

function done(form, field, sent, said) {
  tell(form, "");
  forgetFields(form);
  if (form.matches("[data-composer]")) {
    // What was added meanwhile is the next message, and stays.
    if (field.value.startsWith(sent)) field.value = field.value.slice(sent.length).trimStart();
    grow(field);
    if (!field.value) forget(form);
  } else if (field && field.value === sent) {
    field.defaultValue = sent;
    forget(form);
  }
  if (form.matches("[data-closes]")) {
    form.closest("details").open = false;
    release(form.closest(".line"));
  }
  if (said) open(said);
}

function tell(form, says) {
  const place = form.querySelector(".problem") ?? document.querySelector("[data-trouble]");
  place.replaceChildren(...says.split(CODE).map((piece, number) => (number % 2 ? code(piece) : piece)));
  place.hidden = !says;
}

function code(text) {
  const element = document.createElement("code");
  element.textContent = text;
  return element;
}

/** The room can be reached again: nobody has to be told any more that it can't. */
export function isBack() {
  for (const place of document.querySelectorAll(".problem, [data-trouble]")) {
    if (place.textContent === AWAY) place.hidden = true;
  }
}

function open(html) {
  dialog.replaceChildren(parsed(html));
  composers(dialog);
  keepsFields(dialog);
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("[autofocus]")?.focus();
}

addEventListener("click", (event) => {
  const edit = event.target.closest?.(".edit > summary")?.parentElement;
  if (edit) setTimeout(() => edit.open && begin(edit));
  if (event.target.closest?.("[data-close]")) dialog.close();
  const link = event.target.closest?.("[data-goes]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const field = document.querySelector(`.composer[data-draft="${CSS.escape(link.dataset.goes)}"] textarea`);
  if (!field?.checkVisibility()) return;
  event.preventDefault();
  field.focus();
});

function begin(edit) {
  edit.querySelector("textarea").focus({ preventScroll: true });
  reveal(edit.querySelector("form"));
}

const intro = document.querySelector("[data-keep=intro]");
if (intro && localStorage.getItem("intro")) intro.open = false;
intro?.addEventListener("toggle", () => {
  if (intro.open) localStorage.removeItem("intro");
  else localStorage.setItem("intro", "read");
});

addEventListener("hashchange", () => {
  if (location.hash === "#rail") document.querySelector("#rail a").focus();
  if (location.hash === "#clock") document.querySelector("#clock summary").focus();
});

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.querySelector("#rail:target, #rail :target")) location.hash = "main";
});
