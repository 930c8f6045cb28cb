// What is typed into a form of several fields stays until it was sent, even when its dialog is closed.
const viewer = document.querySelector(".app").dataset.viewer;
const TEXTS = "textarea[name], input[type=text][name]";

const keyOf = (form, field) => `draft of ${viewer} ${form.dataset.fields} ${field.name}`;

export function keepsFields(within) {
  for (const form of within.querySelectorAll("form[data-fields]:not([data-ready])")) {
    form.dataset.ready = "";
    const again = !form.querySelector(".problem").hidden;
    for (const field of form.querySelectorAll(TEXTS)) {
      const kept = sessionStorage.getItem(keyOf(form, field));
      if (kept && !again && !field.defaultValue) field.value = kept;
      field.addEventListener("input", () => {
        if (field.value) sessionStorage.setItem(keyOf(form, field), field.value);
        else sessionStorage.removeItem(keyOf(form, field));
      });
    }
  }
}

/** It was sent, and is in Debrief's hands, or stands in the form that came back. */
export function forgetFields(form) {
  if (!form.matches("[data-fields]")) return;
  for (const field of form.querySelectorAll(TEXTS)) {
    sessionStorage.removeItem(keyOf(form, field));
    field.defaultValue = field.value;
  }
}
