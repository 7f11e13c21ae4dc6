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
  pause = setTimeout(() => htmx.ajax("GET", form.dataset.check, { source: document.body, swap: "none" }), 300);
});

document.body.addEventListener("htmx:oobAfterSwap", ({ detail }) => {
  if (detail.target.id === "ranking") followRanking();
});

function followRanking() {
  const paragraphs = document.getElementById("paragraphs");
  const order = [...document.querySelectorAll("#ranking [data-factor]")].map((row) => row.dataset.factor);
  for (const factor of order) paragraphs.append(document.getElementById(factor));
  announce.textContent = `Ranked: ${order.map((factor) => library.querySelector(`[name="to"][value="${factor}"]`)?.parentElement.textContent.trim()).join(", ")}.`;
}

form.addEventListener("click", (event) => {
  if (event.target.closest('[aria-disabled="true"]')) return event.preventDefault();
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

document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
  const button = detail.requestConfig?.triggeringEvent?.submitter;
  if (!button) return;
  if (!detail.successful) announce.textContent = "That did not work: no connection. Nothing was changed; try again.";
  else if (button.name === "item") announce.textContent = `Added to ${library.querySelector('[name="to"]:checked').parentElement.textContent.trim()}.`;
  else if (button.name === "chosen") announce.textContent = "Taken out.";
});
