// Asks before a page is left whose form (data-guard) holds words that are not saved.
const forms = [...document.querySelectorAll("form[data-guard]")];
const typed = (form) => JSON.stringify([...new FormData(form)]);
// A form that came back refused holds words that nobody has saved yet.
const saved = new Map(forms.map((form) => [form, form.dataset.guard === "unsaved" ? null : typed(form)]));
let sending = null;

addEventListener("submit", ({ target }) => { sending = target; });
addEventListener("input", () => { sending = null; });
addEventListener("beforeunload", (event) => {
  if (forms.some((form) => form !== sending && typed(form) !== saved.get(form))) event.preventDefault();
});
