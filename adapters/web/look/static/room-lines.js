// Lines and small parts come, change and go. What a reader has unfolded, focused or begun to write stays.
import { composers } from "./room-composer.js";

const held = new Map();

export function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** Put a line in its place; returns it if it wasn't there before. */
export function upsert({ ref, list, born, html }) {
  const old = document.getElementById(`line-${ref}`);
  if (!html) {
    if (old?.contains(document.activeElement)) old.closest(".scroller").focus({ preventScroll: true });
    old?.remove();
    return null;
  }
  const line = parsed(html).firstElementChild;
  if (old) {
    if (isBeingChanged(old)) held.set(ref, html);
    else swap(old, line);
    return null;
  }
  const into = document.querySelector(`[data-list="${CSS.escape(list)}"]`);
  if (!into) return null;
  const next = [...into.children].find((other) => Number(other.dataset.born) > born);
  into.insertBefore(line, next ?? null);
  line.classList.add("arrives");
  composers(line);
  return line;
}

/** Show the change that waited for an edit to end. */
export function release(line) {
  const html = held.get(line?.dataset.line);
  if (!html || isBeingChanged(line)) return;
  held.delete(line.dataset.line);
  swap(line, parsed(html).firstElementChild);
}

export function fill(holder, html) {
  const fresh = document.createElement(holder.tagName);
  fresh.append(parsed(html));
  if (fresh.innerHTML === holder.innerHTML) return;
  const focus = focusIn(holder);
  holder.replaceChildren(...fresh.childNodes);
  restore(focus, holder);
}

function isBeingChanged(line) {
  return [...line.querySelectorAll("details[open] textarea")].some(
    (field) => field === document.activeElement || field.value !== field.defaultValue,
  );
}

function swap(old, line) {
  const were = folds(old);
  for (const [name, fold] of folds(line)) fold.open = were.get(name)?.open ?? fold.open;
  const focus = focusIn(old);
  old.replaceWith(line);
  composers(line);
  restore(focus, line);
}

function folds(line) {
  return new Map([...line.querySelectorAll("details")].map((fold, place) => [fold.dataset.keep ?? place, fold]));
}

function focusIn(holder) {
  const it = document.activeElement;
  if (!holder.contains(it)) return null;
  return { tag: it.tagName, value: it.value, place: [...holder.querySelectorAll(it.tagName)].indexOf(it) };
}

function restore(focus, holder) {
  if (!focus) return;
  const all = [...holder.querySelectorAll(focus.tag)];
  const same = all.find((one) => focus.value && one.value === focus.value) ?? all[focus.place] ?? all.at(-1);
  (same ?? holder.closest(".scroller"))?.focus({ preventScroll: true });
}

addEventListener("toggle", (event) => release(event.target.closest?.(".line")), true);
addEventListener("focusout", (event) => {
  const line = event.target.closest?.(".line");
  if (held.has(line?.dataset.line)) setTimeout(() => release(line));
});
