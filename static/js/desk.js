// The desk's comforts over its plain form: fresh findings after a save, paragraphs that follow the
// ranking, and a library that is worked by the arrow keys.

const form = document.getElementById("desk");
const library = document.getElementById("library");
const announce = document.getElementById("announce");
let origin = null; // where the library was called from, to go back to

// After a save, the check is asked for once typing rests.
let pause;
document.body.addEventListener("saved", () => {
  clearTimeout(pause);
  pause = setTimeout(() => fetch(form.dataset.check).then(putIn).catch(() => {}), 300);
});

// Every button is a verb of the plain form. One goes at a time, in the order of the clicks, and the
// answer brings the parts of the page that it changed.
let queue = Promise.resolve();
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  const to = form.elements.to?.value ?? "";
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, to });
  if (button.name) body.set(button.name, button.value);
  queue = queue.then(() => act(button, body));
});

async function act(button, body) {
  try {
    await putIn(await fetch(button.formAction, { method: "POST", body, headers: { "X-Parts": "changed" } }));
  } catch {
    announce.textContent = "No answer came, so this may not be done. Look at the connection, then try again.";
    return;
  }
  if (button.name === "item") announce.textContent = `Added to ${factorName(body.get("to"))}.`;
  if (button.name === "chosen") announce.textContent = "Taken out.";
  if (button.name === "move") followRanking();
}

async function putIn(response) {
  if (!response.ok) throw new Error(response.statusText);
  const answer = document.createElement("template");
  answer.innerHTML = await response.text();
  const focused = document.activeElement.id;
  for (const part of [...answer.content.children]) document.getElementById(part.id)?.replaceWith(part);
  if (document.activeElement.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

const factorName = (factor) => document.querySelector(`#ranking [data-factor="${factor}"] .name`).textContent.trim();

function followRanking() {
  const paragraphs = document.getElementById("paragraphs");
  const order = [...document.querySelectorAll("#ranking [data-factor]")].map((row) => row.dataset.factor);
  for (const factor of order) paragraphs.append(document.getElementById(factor));
  announce.textContent = `Ranked: ${order.map(factorName).join(", ")}.`;
}

form.addEventListener("click", (event) => {
  if (event.target.closest('[aria-disabled="true"]')) event.preventDefault();
  const link = event.target.closest("a[data-to]");
  if (link) {
    event.preventDefault();
    open(link);
  }
}, { capture: true });

function open(link) {
  origin = link;
  library.querySelector(`[name="to"][value="${link.dataset.to}"]`).checked = true;
  document.getElementById(`kind-${link.dataset.kind}`).checked = true;
  document.getElementById("library-open").checked = true;
  focusItem(addButtons()[0]);
}

function focusItem(button) {
  const list = library.querySelector(".items");
  (button ?? library).focus({ preventScroll: true });
  if (button) list.scrollTop = button.closest(".item").offsetTop;
}

const addButtons = () => [...library.querySelectorAll('[name="item"]')].filter((button) => button.offsetParent);

library.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.getElementById("library-open").checked = false;
    const { to, kind } = origin?.dataset ?? {};
    document.querySelector(`a[data-to="${to}"][data-kind="${kind}"]`)?.focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const buttons = addButtons();
    const here = buttons.indexOf(event.target);
    if (here < 0) return;
    event.preventDefault();
    focusItem(buttons[Math.min(Math.max(here + (event.key === "ArrowDown" ? 1 : -1), 0), buttons.length - 1)]);
  }
});

// Whoever writes in a paragraph is likely to want its evidence.
document.getElementById("paragraphs").addEventListener("focusin", ({ target }) => {
  const factor = target.closest("[data-factor]")?.dataset.factor;
  const radio = library.querySelector(`[name="to"][value="${factor}"]`);
  if (radio) radio.checked = true;
});
