// The field to write in: it grows, keeps drafts, completes commands, and sends with Ctrl or Cmd and Enter.
const commands = JSON.parse(document.getElementById("commands").textContent);
const viewer = document.querySelector(".app").dataset.viewer;
// A field for long answers is a box of text; it's a combobox only for as long as there is a list to choose from.
const OPEN = {
  role: "combobox",
  "aria-expanded": "true",
  "aria-haspopup": "listbox",
  "aria-autocomplete": "list",
  "aria-controls": null,
};
const TYPED = /^\/[a-z-]*( [a-z-]*)?$/i;

export function composers(within) {
  for (const form of within.querySelectorAll("form[data-draft]:not([data-ready])")) {
    form.dataset.ready = "";
    const field = form.querySelector("textarea");
    draft(form, field);
    field.addEventListener("keydown", (event) => sends(event, form, field));
    if (form.querySelector("[role=listbox]")) completes(form, field);
    grow(field);
    field.addEventListener("input", () => grow(field));
  }
}

/** For browsers that don't fit a field to its content by themselves. */
export function grow(field) {
  if (CSS.supports("field-sizing", "content") || !field.closest("[data-composer]")) return;
  field.rows = Math.min(12, Math.max(Number((field.dataset.rows ??= field.rows)), field.value.split("\n").length));
}

const keyOf = (form) => `draft of ${viewer} ${form.dataset.draft}`;

export function forget(form) {
  if (form.dataset.draft) sessionStorage.removeItem(keyOf(form));
}

function draft(form, field) {
  const kept = sessionStorage.getItem(keyOf(form));
  if (kept && kept !== field.defaultValue && field.value === field.defaultValue) {
    field.value = kept;
    const edit = field.closest(".edit");
    if (edit) edit.open = true;
  }
  field.addEventListener("input", () => {
    if (field.value) sessionStorage.setItem(keyOf(form), field.value);
    else forget(form);
  });
}

function sends(event, form, field) {
  if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
  const isCommand = /^\/debrief[^\n]*$/i.test(field.value) && !event.shiftKey && form.matches("[data-composer]");
  if (!(event.ctrlKey || event.metaKey || isCommand)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button.primary"));
}

function completes(form, field) {
  const list = form.querySelector("[role=listbox]");
  let found = [];
  let at = 0;

  function close() {
    found = [];
    list.hidden = true;
    list.replaceChildren();
    for (const name of ["aria-activedescendant", ...Object.keys(OPEN)]) field.removeAttribute(name);
  }

  function look() {
    const typed = field.value.toLowerCase();
    found = TYPED.test(typed) && field.selectionEnd === field.value.length
      ? commands.filter((command) => command.typed.startsWith(typed))
      : [];
    if (!found.length || (found.length === 1 && found[0].typed === typed)) return close();
    at = 0;
    list.replaceChildren(...found.map(option));
    list.hidden = false;
    for (const [name, value] of Object.entries(OPEN)) field.setAttribute(name, value ?? list.id);
    mark();
  }

  function option(command, place) {
    const item = document.createElement("li");
    item.id = `${list.id}-${place}`;
    item.setAttribute("role", "option");
    const [typed, says] = [document.createElement("code"), document.createElement("span")];
    typed.textContent = command.typed;
    says.textContent = command.says;
    says.className = "soft";
    item.append(typed, " ", says);
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      choose(place);
    });
    return item;
  }

  function mark() {
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    list.children[at].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", list.children[at].id);
  }

  function choose(place) {
    const { typed, forms } = found[place];
    field.value = forms.length ? `${typed} ` : typed;
    close();
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    if (!list.hidden) close();
  }

  field.addEventListener("input", look);
  field.addEventListener("blur", close);
  field.addEventListener(
    "keydown",
    (event) => {
      if (list.hidden || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const steps = { ArrowDown: 1, ArrowUp: -1 };
      if (event.key in steps) {
        at = (at + steps[event.key] + found.length) % found.length;
        mark();
      } else if (event.key === "Escape") close();
      else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) choose(at);
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
}
