// The desk's comforts over its plain form: fresh findings after a save, paragraphs that follow the
// ranking, and a library that is worked by the arrow keys.

import { note, post, settled } from "./autosave.js";

const form = document.getElementById("desk");
const library = document.getElementById("library");
const announce = document.getElementById("announce");
let origin = ""; // the button that the library was called by, to go back to

const SIGNED_OUT = "Nothing was done: this browser is signed out of this plan. Sign in in another tab, then try again.";
const GONE = "Nothing was done: this browser is signed out of this plan, or the plan or this part of it is gone. Load the page again.";
const FAILED = { 403: SIGNED_OUT, 404: GONE, 500: "The server has a fault, so this may not be done. Try again in a while." };

// One request at a time, in the order of the clicks: an old answer never covers a newer one.
let queue = Promise.resolve();

// After a save, the check is asked for once typing rests.
let pause;
document.body.addEventListener("saved", () => {
  clearTimeout(pause);
  pause = setTimeout(() => { queue = queue.then(() => ask(`${form.dataset.check}?${asked()}`)).then(putIn).catch(() => {}); }, 300);
});

// Every button with an address of its own is a verb of the plain form; the answer brings the parts
// of the page that it changed.
form.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button?.hasAttribute("formaction")) return;
  if (button.hasAttribute("data-leaves") && saved() && !leaving) {
    leaving = true;
    setTimeout(() => { leaving = false; }, 3000);
    return;
  }
  event.preventDefault();
  if (button.hasAttribute("data-leaves")) return leaveBy(button);
  if (button.name in form.dataset) arrange(button);
  send(button, button.closest("[data-fields]")?.querySelectorAll("select, textarea, [type=hidden]"));
});

// A choice is a verb of its own: that of the button beside it, which a browser with scripts hides.
form.addEventListener("change", ({ target }) => {
  if (target.dataset.saves) send(document.getElementById(target.dataset.saves), [target]);
});

function send(button, fields = []) {
  const body = asked();
  if (button.name) body.set(button.name, button.value);
  for (const { name, value } of fields) body.set(name, value);
  queue = queue.then(settled).then(() => act(button, body));
}

const ask = (address) => fetch(address, { signal: AbortSignal.timeout(15000) });

async function act(button, body) {
  const to = body.get("into") ?? body.get("to");
  const already = button.name === "item" && button.closest(".item").dataset.used.split(" ").includes(to);
  try {
    const response = await post(button.formAction, body, { headers: { "X-Parts": "changed" } });
    if (response.status === 422) {
      undo(body);
      // What is not found any more is not to be shown any longer.
      if (button.name === "finding") document.body.dispatchEvent(new CustomEvent("saved"));
      return say(await response.text());
    }
    note(response.headers.get("X-Saved"), response.headers.get("X-Stamp"));
    await putIn(response);
  } catch (error) {
    undo(body);
    return say(FAILED[error.message] ?? "No answer came, so this may not be done. Look at the connection, then try again.");
  }
  if (button.name === "item") say(`${already ? "Already in" : "Added to"} ${factorName(to)}: ${button.getAttribute("aria-label").slice(5)}`);
  if (button.name === "chosen") {
    say(`Taken out: ${button.getAttribute("aria-label").slice(10)}. History keeps it.`);
    goOn(button, document.getElementById(button.value.split("/").slice(0, 2).join("-")));
  }
  if (/\/(move|rank)\/$/.test(button.formAction)) say(`Ranked: ${inOrder("ranking")}.`);
  if (/order[^/]*\/$/.test(button.formAction)) say(`Paragraphs in order: ${inOrder("paragraphs")}.`);
  if (button.id.startsWith("link-")) sayLink(button, body.get("link"));
  if (button.name === "finding") {
    say("Left as it is, on purpose. Say why in the box.");
    const why = document.querySelector(`[data-finding="${CSS.escape(button.value)}"] textarea`);
    goOn(button, why);
    if (document.activeElement === why) why.scrollIntoView({ block: "nearest" });
  }
  if (button.name === "aside") {
    say(button.dataset.says);
    goOn(button, document.getElementById("check"));
  }
  if (["keep-ranking", "order-as-ranked"].includes(button.id)) goOn(button, document.getElementById("ranking"));
}

// Whoever went elsewhere meanwhile is not called back.
function goOn(button, element) {
  const { activeElement } = document;
  if (activeElement !== document.body && activeElement.id !== button.id) return;
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: element.id === "check" && !beside.matches ? "start" : "nearest" });
}

// The scaffold and the view are matters of style: the page need not wait for its answer.
function arrange(button) {
  form.dataset[button.name] = button.value;
  for (const each of button.parentElement.querySelectorAll("button")) each.setAttribute("aria-pressed", each === button);
}

// Where one is: in the stage that has the focus, or else in the one that is being read. On a wide
// screen the check stands beside the others and is never scrolled to.
let here = "";
const stageLinks = () => [...document.querySelectorAll("#stages a")];
const stageOf = (element) => stageLinks().find(({ hash }) => element.closest(hash))?.hash.slice(1);
const beside = matchMedia("(min-width: 64.01rem)");
const reading = new IntersectionObserver((entries) => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  if (stageOf(document.activeElement) && bottom > 0 && top < innerHeight) return;
  for (const { isIntersecting, target } of entries) if (isIntersecting && !(beside.matches && target.id === "check")) tellStage(target.id);
}, { rootMargin: "-30% 0px -69%" });

function tellStage(id) {
  here = id;
  for (const link of stageLinks()) {
    if (link.hash !== `#${id}`) link.removeAttribute("aria-current");
    else if (!link.hasAttribute("aria-current")) {
      link.setAttribute("aria-current", "step");
      link.closest("ol").scrollLeft = link.offsetLeft - 40;
    }
  }
}

function followStages() {
  for (const { hash } of stageLinks()) reading.observe(document.querySelector(hash));
  if (here) tellStage(here);
}

document.body.addEventListener("parts", followStages);
followStages();
form.addEventListener("focusin", ({ target }) => {
  const stage = stageOf(target);
  if (stage) tellStage(stage);
});

// A button that leads to another page goes there the plain way, once everything is saved.
let leaving = false; // a second click in a hurry makes no second copy
const saved = () => document.getElementById("status").dataset.state === "saved";

async function leaveBy(button) {
  if (leaving) return;
  await queue;
  await settled();
  if (saved()) form.requestSubmit(button);
  else say("Nothing was done, as not everything is saved yet. The top of the page says why.");
}

// A choice that was not taken shows again what the server holds.
function undo(body) {
  for (const select of form.querySelectorAll("select[data-saves]")) {
    if (body.has(select.name)) for (const option of select.options) option.selected = option.defaultSelected;
  }
}

function sayLink(button, number) {
  const links = document.getElementById("links");
  const link = number ? document.getElementById(`link-item-${number}`) : links.querySelector("li:last-child");
  if (link) say(`${number ? "Changed" : "Linked"}: ${link.dataset.says}.`);
  else {
    say("Taken out. History keeps it.");
    goOn(button, links);
  }
  if (!number) {
    // What comes next is its sentence.
    for (const select of button.parentElement.querySelectorAll("select")) select.selectedIndex = 0;
    goOn(button, link.querySelector("textarea"));
  }
}

let hush;
function say(words) {
  announce.textContent = words;
  clearTimeout(hush);
  hush = setTimeout(() => { announce.textContent = ""; }, 5000);
}

let composing = false; // letters that are put together of several keys would be torn apart
form.addEventListener("compositionstart", () => { composing = true; });
form.addEventListener("compositionend", () => { composing = false; });

async function putIn(response) {
  if (!response.ok) throw new Error(response.status);
  const { markupOf } = await import("./markup.js");
  const answer = await markupOf(response);
  while (composing) await new Promise((done) => setTimeout(done, 100));
  const focused = document.activeElement;
  const { id, selectionStart: start, selectionEnd: end } = focused;
  const place = items().indexOf(focused.closest?.(".item"));
  for (const part of [...answer.children]) replace(part);
  if (id && document.activeElement.id !== id) {
    const again = document.getElementById(id);
    again?.focus({ preventScroll: true });
    // What was added may be hidden now: the next item takes its place.
    if (!again && place >= 0) focusItem(items()[Math.min(place, items().length - 1)]);
    if (start !== undefined && again?.matches("textarea")) again.setSelectionRange(start, end);
  }
  document.body.dispatchEvent(new CustomEvent("parts"));
}

// A part of the page gives way to its new self, but a box that somebody may be typing in stays.
function replace(part) {
  const old = document.getElementById(part.id);
  if (!old || likeness(old) === likeness(part)) return;
  // What is read out when it changes has to stay the same element.
  if (old.matches("[role=status]")) return old.replaceChildren(...part.childNodes);
  for (const { id } of old.querySelectorAll("details[id][open]")) part.querySelector(`#${id}`)?.setAttribute("open", "");
  for (const { id, value, options } of old.querySelectorAll("select[id]")) {
    const waiting = ![...options].find((option) => option.value === value)?.defaultSelected;
    const select = waiting && part.querySelector(`#${id}`);
    if (select && [...select.options].some((option) => option.value === value)) select.value = value;
  }
  for (const box of old.querySelectorAll(".box")) {
    const area = box.querySelector("textarea");
    const drawn = part.querySelector(`[name="${area.name}"]`);
    if (drawn) drawn.closest(".box").replaceWith(box);
    // What is mended elsewhere takes no reason away from under the hands of its writer.
    else if (box.closest(".aside") && (area === document.activeElement || area.value !== form.elements[`${area.name}.was`].value)) {
      part.querySelector(".aside ul").append(box.closest("li"));
      part.querySelector(".aside").hidden = false;
    }
  }
  const first = (check) => check.querySelector("[id^=says-]")?.id;
  const top = first(old) === first(part) ? old.scrollTop : 0;
  old.replaceWith(part);
  part.scrollTop = top;
}

function likeness(part) {
  const copy = part.cloneNode(true);
  for (const box of copy.querySelectorAll(".box")) box.replaceWith(box.querySelector("textarea").name);
  for (const details of copy.querySelectorAll("details")) details.removeAttribute("open");
  for (const note of copy.querySelectorAll(".beside")) note.remove();
  return copy.outerHTML;
}

const factorName = (factor) => document.querySelector(`#ranking [data-factor="${factor}"] .name`).textContent.trim();

const inOrder = (part) => [...document.querySelectorAll(`#${part} [data-factor]`)].map((row) => factorName(row.dataset.factor)).join(", ");

form.addEventListener("pointerdown", async (event) => {
  if (!event.target.matches(".handle") || event.button) return;
  event.preventDefault();
  (await import("./drag-rank.js")).drag(event);
});

form.addEventListener("click", (event) => {
  if (event.target.closest('[aria-disabled="true"]')) event.preventDefault();
  const button = event.target.closest("button[data-to]");
  if (button) {
    event.preventDefault();
    open(button);
  }
}, { capture: true });

// The drawer: what is asked of the library stands in its fields.
const search = document.getElementById("library-search");
const asked = () => new URLSearchParams([...library.querySelectorAll(":is(input, select)[name]")]
  .filter((field) => field.type !== "radio" || field.checked)
  .map((field) => [field.name, field.value]));
const items = () => [...library.querySelectorAll(".item")];

// One request at a time, and only for what was asked last.
let shows = 0;
let pauseOfSearch;
function show() {
  clearTimeout(pauseOfSearch);
  const mine = (shows += 1);
  queue = queue.then(async () => {
    if (mine !== shows) return;
    try {
      await putIn(await ask(`${library.dataset.shelf}?${asked()}`));
      document.getElementById("items").scrollTop = 0;
    } catch {
      say("The library did not answer, so it still shows what it did. Look at the connection, then try again.");
    }
  });
  return queue;
}

function set(fields) {
  const before = String(asked());
  for (const [name, value] of Object.entries(fields)) {
    const radio = library.querySelector(`[type="radio"][name="${name}"][value="${value}"]`);
    const field = library.querySelector(`:is(select, [type="search"])[name="${name}"]`);
    if (radio) radio.checked = true;
    else if (field) field.value = value;
  }
  return String(asked()) === before ? queue : show();
}

async function open(button) {
  origin = button.id;
  document.getElementById("library-open").checked = true;
  library.focus({ preventScroll: true });
  await set({ to: button.dataset.to, kind: button.dataset.kind, side: button.dataset.side ?? "all", q: "" });
  if (document.activeElement === library) focusItem(items()[0]);
}

function focusItem(item) {
  const on = item?.querySelector("[name=item], a") ?? item ?? library;
  on.focus({ preventScroll: true });
  item?.scrollIntoView({ block: "nearest" });
}

library.addEventListener("change", ({ target }) => { if (target.name && target !== search) show(); });
search?.addEventListener("input", () => {
  clearTimeout(pauseOfSearch);
  pauseOfSearch = setTimeout(show, 250);
});

library.addEventListener("click", (event) => {
  if (event.target.name !== "everything") return;
  event.preventDefault();
  set({ of: "any", side: "all", used: "all", q: "" }).then(() => focusItem(items()[0]));
});

library.addEventListener("focusin", ({ relatedTarget: from }) => {
  if (from?.id && !library.contains(from)) origin = from.id;
});

library.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const item = target.closest(".item");
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (key === "Escape") {
    event.preventDefault();
    document.getElementById("library-open").checked = false;
    document.getElementById(origin)?.focus();
  } else if (key === "/" && target !== search && search) {
    event.preventDefault();
    document.getElementById("library-open").checked = true;
    search.select();
  } else if (key === "Enter" && target === search) {
    event.preventDefault();
    show();
  } else if (step && (item || (target === search && step > 0))) {
    event.preventDefault();
    const rows = items();
    if (rows.length) focusItem(rows[Math.min(Math.max(rows.indexOf(item) + step, 0), rows.length - 1)]);
  }
});

// Whoever writes in a paragraph is likely to want its evidence.
form.addEventListener("focusin", ({ target }) => {
  const factor = target.closest("#paragraphs [data-factor]")?.dataset.factor;
  if (factor) set({ to: factor });
});

// An item may be dragged onto a paragraph, too. No box takes what is dragged for words.
library.addEventListener("dragstart", async (event) => {
  const button = event.target.querySelector?.("[name=item]");
  if (!button) return;
  event.dataTransfer.setData("application/x-item", button.value);
  event.dataTransfer.effectAllowed = "copy";
  const { follow } = await import("./drag-item.js");
  follow((factor) => send(button, [{ name: "into", value: factor }]));
});

document.querySelector(".keys")?.removeAttribute("hidden");
document.querySelector(".search .show")?.setAttribute("hidden", "");

// ---- keys: one from anywhere to any stage. Control and Shift together are free in browsers and
// screen readers; a single key works outside boxes only, and can be turned off (WCAG 2.1.4).

const STAGES = ["question", "argument-stage", "factors-stage", "paragraphs-stage", "challenge", "judgement-stage", "check"];
const keys = document.getElementById("keys");
const singleKeys = document.getElementById("single-keys");
singleKeys.checked = localStorage.getItem("single-keys") !== "off";
singleKeys.addEventListener("change", () => localStorage.setItem("single-keys", singleKeys.checked ? "on" : "off"));
keys.querySelector("[data-close]").addEventListener("click", () => keys.close());
for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => keys.showModal());
}

const latest = new Map(); // where one last was in each stage
form.addEventListener("focusin", ({ target }) => {
  const stage = target.closest(STAGES.map((id) => `#${id}`).join());
  if (stage) latest.set(stage.id, target);
});

// Two criteria are enough: a third, and the cells of one that is not stated, call nobody; nor does
// the reason for what is left as it is.
function spare(area) {
  const stated = [1, 2, 3].filter((number) => form.elements[`criterion_${number}`].value.trim());
  const cell = area.closest("#matrix td");
  if (area.name.startsWith("aside-")) return true;
  return cell ? !stated.includes(cell.cellIndex) : area.name.startsWith("criterion_") && stated.length > 1;
}

function goTo(stage) {
  const empty = [...stage.querySelectorAll(".box textarea")].filter((area) => area.offsetParent && !area.value.trim() && !spare(area));
  const here = latest.get(stage.id);
  const after = here && empty.find((area) => here.compareDocumentPosition(area) & Node.DOCUMENT_POSITION_FOLLOWING);
  const target = after || empty[0] || stage.querySelector("[id^='finding-']") || stage;
  target.focus();
  target.scrollIntoView({ block: target === stage ? "start" : "nearest" });
}

function choose(kind) {
  const factor = document.activeElement.closest("[data-factor]")?.dataset.factor ?? form.elements.to?.value;
  document.getElementById(`choose-${kind}-${factor}`)?.click();
}

function rank(row, way) {
  row.querySelector(`[name="move"][value$="/${way}"]:not([aria-disabled="true"])`)?.click();
}

const CHORDS = { Digit8: () => choose("evidence"), Digit9: () => choose("quotation") };
STAGES.forEach((id, index) => { CHORDS[`Digit${index + 1}`] = () => goTo(document.getElementById(id)); });

addEventListener("keydown", (event) => {
  if (keys.open || event.isComposing) return;
  const typing = event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  const control = event.ctrlKey || event.metaKey;
  const row = event.target.closest("#ranking [data-factor]");
  const act =
    event.ctrlKey && event.shiftKey && !event.altKey ? CHORDS[event.code]
    : control && !event.shiftKey && !event.altKey && event.key === "s" ? () => form.querySelector(".save").click()
    : control && event.key === "/" ? () => keys.showModal()
    : event.key === "?" && !control && !event.altKey && !typing && singleKeys.checked ? () => keys.showModal()
    : row && event.altKey && !control && ["ArrowUp", "ArrowDown"].includes(event.key) ? () => rank(row, event.key === "ArrowUp" ? "up" : "down")
    : null;
  if (!act) return;
  event.preventDefault();
  act();
});

// A menu that was opened closes where somebody goes on elsewhere.
const menu = document.getElementById("menu");
for (const name of ["click", "focusin"]) document.addEventListener(name, ({ target }) => {
  if (!menu.contains(target)) menu.open = false;
});
menu.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
