// The desk's comforts over its plain form: fresh findings after a save, paragraphs that follow the
// ranking, and a library that is worked by the arrow keys.

const form = document.getElementById("desk");
const library = document.getElementById("library");
const announce = document.getElementById("announce");
let origin = ""; // the button that the library was called by, to go back to

const SIGNED_OUT = "Nothing was done: this browser is signed out of this plan. Sign in in another tab, then try again.";
const FAILED = { 403: SIGNED_OUT, 404: SIGNED_OUT, 500: "The server has a fault, so this may not be done. Try again in a while." };

// One request at a time, in the order of the clicks: an old answer never covers a newer one.
let queue = Promise.resolve();

// After a save, the check is asked for once typing rests.
let pause;
document.body.addEventListener("saved", () => {
  clearTimeout(pause);
  pause = setTimeout(() => { queue = queue.then(() => ask(form.dataset.check)).then(putIn).catch(() => {}); }, 300);
});

// Every button with an address of its own is a verb of the plain form; the answer brings the parts
// of the page that it changed.
form.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button?.hasAttribute("formaction")) return;
  event.preventDefault();
  const to = form.elements.to?.value ?? "";
  const body = new URLSearchParams({ csrfmiddlewaretoken: token(), to });
  if (button.name) body.set(button.name, button.value);
  queue = queue.then(() => act(button, body));
});

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;
const ask = (address, more) => fetch(address, { signal: AbortSignal.timeout(15000), ...more });

async function act(button, body) {
  try {
    await putIn(await ask(button.formAction, { method: "POST", body, headers: { "X-Parts": "changed" } }));
  } catch (error) {
    return say(FAILED[error.message] ?? "No answer came, so this may not be done. Look at the connection, then try again.");
  }
  if (button.name === "item") say(`Added to ${factorName(body.get("to"))}: ${button.getAttribute("aria-label").slice(5)}`);
  if (button.name === "chosen") {
    say("Taken out.");
    document.getElementById(button.value.split("/").slice(0, 2).join("-"))?.focus({ preventScroll: true });
  }
  if (button.formAction.endsWith("/move/")) followRanking();
  if (button.id === "keep-ranking") document.getElementById("ranking").focus({ preventScroll: true });
}

let hush;
function say(words) {
  announce.textContent = words;
  clearTimeout(hush);
  hush = setTimeout(() => { announce.textContent = ""; }, 6000);
}

async function putIn(response) {
  if (!response.ok) throw new Error(response.status);
  const answer = document.createElement("template");
  answer.innerHTML = await response.text();
  const focused = document.activeElement.id;
  for (const part of [...answer.content.children]) {
    const old = document.getElementById(part.id);
    const open = old?.querySelector("details")?.open;
    if (open) part.querySelector("details")?.setAttribute("open", "");
    if (old && !old.isEqualNode(part)) old.replaceWith(part);
  }
  if (focused && document.activeElement.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

const factorName = (factor) => document.querySelector(`#ranking [data-factor="${factor}"] .name`).textContent.trim();

function followRanking() {
  const paragraphs = document.getElementById("paragraphs");
  const order = [...document.querySelectorAll("#ranking [data-factor]")].map((row) => row.dataset.factor);
  // An element that is moved loses the focus, and with it the keys of whoever is typing there.
  const typing = document.activeElement;
  for (const factor of order) paragraphs.append(document.getElementById(`factor-${factor}`));
  if (paragraphs.contains(typing)) typing.focus({ preventScroll: true });
  say(`Ranked: ${order.map(factorName).join(", ")}.`);
}

form.addEventListener("click", (event) => {
  if (event.target.closest('[aria-disabled="true"]')) event.preventDefault();
  const button = event.target.closest("button[data-to]");
  if (button) {
    event.preventDefault();
    open(button);
  }
}, { capture: true });

function open(button) {
  origin = button.id;
  library.querySelector(`[name="to"][value="${button.dataset.to}"]`).checked = true;
  document.getElementById(`kind-${button.dataset.kind}`).checked = true;
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
    document.getElementById(origin)?.focus();
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

document.querySelector(".keys")?.removeAttribute("hidden");
