// The page on which a teacher reviews a plan: levels by key, comments beside the words that they are on,
// saved comments put in by typing. Every verb is a form's as well; texts are saved by autosave.js.

import { post, settled } from "./autosave.js";

const form = document.getElementById("review");
const announce = document.getElementById("announce");
const blank = document.getElementById("new-comment").content.firstElementChild;
const save = form.getAttribute("action");
const verb = (name) => save.replace(/save\/$/, `${name}/`);
const AGAIN = 3000; // ms until what did not arrive is sent again
const PATIENCE = 15000;
const UNSENT = "Not saved yet: no connection. Keep this page open.";
const SIGNED_OUT = "Not saved: sign in again in another tab, and keep this page open.";

const say = (words) => { announce.textContent = ""; announce.textContent = words; };

// Sends fields, again and again until an answer comes that says what became of them.
async function send(address, fields, waiting = () => {}) {
  for (;;) {
    try {
      const response = await post(address, fields, { headers: { Accept: "application/json" } });
      if (response.status < 500 && response.status !== 403) return response;
      waiting(response.status === 403 ? SIGNED_OUT : UNSENT);
    } catch {
      waiting(UNSENT);
    }
    await new Promise((done) => setTimeout(done, AGAIN));
  }
}

function newest(number) {
  if (Number(number) > Number(form.elements.read.value)) document.getElementById("newer").hidden = false;
}

const make = (tag, properties, ...inside) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inside);
  return made;
};

// Levels and the mark ---------------------------------------------------------------------------

const choices = [...form.querySelectorAll(".strand, .own-mark")].map((frame) => {
  const was = frame.querySelector("input[type=hidden]");
  return { frame, was, name: was.name.slice(0, -4), says: frame.querySelector(".chosen-by"), sending: false };
});
const valueOf = ({ name }) => form.elements[name].value;
const shown = (value) => value || "nothing";

async function store(choice) {
  if (choice.sending) return;
  choice.sending = true;
  while (valueOf(choice) !== choice.was.value) {
    const value = valueOf(choice);
    const fields = { [choice.name]: value, [`${choice.name}.was`]: choice.was.value };
    const response = await send(save, fields, (why) => choice.says.replaceChildren(why));
    choice.says.replaceChildren();
    newest(response.headers.get("X-Handed-In"));
    const { conflicts = {}, refused = {} } = await response.json().catch(() => ({ refused: { [choice.name]: "This is not saved: load the page again." } }));
    if (choice.name in refused) {
      choice.says.textContent = refused[choice.name];
      break;
    }
    if (choice.name in conflicts && conflicts[choice.name] !== value) {
      ask(choice, value, conflicts[choice.name]);
      break;
    }
    choice.was.value = value;
  }
  choice.sending = false;
}

// A colleague has chosen something else meanwhile: whoever sees it decides.
function ask(choice, mine, theirs) {
  const decide = (value) => () => {
    choice.was.value = theirs;
    set(choice, value);
    choice.says.replaceChildren();
    store(choice);
    choice.frame.querySelector("input:not([type=hidden])").focus();
  };
  choice.says.replaceChildren(
    `Set to ${shown(theirs)} by a colleague meanwhile. `,
    make("button", { type: "button", textContent: `Keep ${shown(mine)}`, onclick: decide(mine) }), " ",
    make("button", { type: "button", textContent: `Take ${shown(theirs)}`, onclick: decide(theirs) }),
  );
}

function set(choice, value) {
  form.elements[choice.name].value = value;
  sum();
}

const strands = choices.filter(({ name }) => name !== "mark");
const steps = (choice) => [...choice.frame.querySelectorAll("input[type=radio]")];

// Between which bands the strands lie, as reviews/rubric.py says it; and which descriptor is near.
function sum() {
  const at = strands.map((choice) => steps(choice).findIndex(({ checked }) => checked));
  strands.forEach((choice, index) => {
    const near = steps(choice)[at[index]]?.dataset.near;
    for (const row of choice.frame.querySelectorAll("[data-end]")) row.classList.toggle("near", row.dataset.end === near);
  });
  const says = document.getElementById("spans");
  if (!says) return;
  let words = "";
  if (strands.length && at.every((index) => index >= 0)) {
    const [first, last] = [Math.min(...at), Math.max(...at)].map((index) => steps(strands[0])[index]);
    const name = first.value[0].toUpperCase() + first.value.slice(1);
    words = first === last ? `${name} on every strand` : `Between ${first.value} and ${last.value}`;
    words += first.dataset.lowest ? `: ${first.dataset.lowest}–${last.dataset.highest} marks of ${says.dataset.marks}.` : ".";
  }
  if (says.textContent !== words) says.textContent = words;
}

form.addEventListener("change", ({ target }) => {
  const choice = choices.find(({ name }) => name === target.name);
  if (!choice) return;
  sum();
  store(choice);
});

// What a strand asks opens for the keyboard as it gets there. Not for a mouse, under which the rows below
// would move away; or all are open, where this browser is told so.
const allWords = document.getElementById("all-words");
const folds = [...form.querySelectorAll(".words-of")];
const unfold = (here) => { for (const fold of folds) fold.open = allWords.checked || fold === here; };
if (allWords) {
  allWords.closest("p").hidden = false;
  allWords.checked = localStorage.getItem("all-words") === "on";
  if (allWords.checked) unfold();
  allWords.addEventListener("change", () => {
    localStorage.setItem("all-words", allWords.checked ? "on" : "off");
    unfold();
  });
}
form.addEventListener("focusin", ({ target }) => {
  if (target.matches(".strand [type=radio]:focus-visible")) unfold(target.closest(".strand").querySelector(".words-of"));
});

function level(digit) {
  const here = document.activeElement.closest(".strand");
  const at = strands.findIndex(({ frame, name }) => (here ? frame === here : !form.elements[name].value));
  if (at < 0) return strands.length && say("Every strand has a level. To change one, go to it first.");
  const step = steps(strands[at])[digit - 1];
  if (!step) return;
  step.checked = true;
  step.dispatchEvent(new Event("change", { bubbles: true }));
  say(`${strands[at].frame.querySelector("legend").textContent}: ${step.value}`);
  if (!here) return;
  const next = strands[at + 1];
  if (next) (steps(next).find(({ checked }) => checked) ?? steps(next)[0]).focus();
}

// Comments: a box beside a part -----------------------------------------------------------------

const fresh = new Set(); // boxes whose comment the server does not know yet
let made = 0;

function rename(box, from, to) {
  for (const element of [box, ...box.querySelectorAll("*")]) {
    for (const attribute of ["id", "for", "name", "value"]) {
      const value = element.getAttribute(attribute);
      if (value === from) element.setAttribute(attribute, to);
      else if (value?.endsWith(`-${from}`)) element.setAttribute(attribute, value.slice(0, -from.length) + to);
    }
  }
}

const areaOf = (box) => box.querySelector("textarea[data-comment]");
const keyOf = (area) => area.name.replace("comment-", "");

function open(beside, quote = "", start = 0) {
  const empty = !quote && [...beside.querySelectorAll(".box")].map(areaOf).find((area) => area && !area.value);
  if (empty) return empty.focus();
  const box = blank.cloneNode(true);
  rename(box, "new", `new${(made += 1)}`);
  box.querySelector("label .sr-only").textContent = ` on ${beside.dataset.label}`;
  box.querySelector(".on").textContent = quote;
  box.querySelector(".on").hidden = !quote;
  box.querySelector(".acts").hidden = true;
  beside.insertBefore(box, beside.querySelector(".say"));
  areaOf(box).focus();
  areaOf(box).scrollIntoView({ block: "nearest" });
  fresh.add(box);
  begin(box, { at: beside.dataset.at, quote, start }, `new${made}`);
}

async function begin(box, fields, name) {
  const area = areaOf(box);
  const waits = make("p", { className: "hint" });
  const response = await send(verb("say"), fields, (why) => {
    waits.textContent = why;
    area.before(waits);
  });
  waits.remove();
  if (!response.ok) {
    fresh.delete(box);
    area.before(make("p", { className: "trouble", role: "alert", textContent: "This cannot be saved any more: copy your words, and load the page again." }));
    return;
  }
  const { key, handed_in: number } = await response.json();
  rename(box, name, String(key));
  // What is offered follows its box, and goes on doing so.
  (list.previousElementSibling === area ? list : area).after(make("input", { type: "hidden", name: `comment-${key}.was`, value: "" }));
  box.querySelector(".acts").hidden = false;
  fresh.delete(box);
  newest(number);
  document.body.dispatchEvent(new CustomEvent("parts"));
  if (area.dataset.use) use(area, area.dataset.use);
  if (!box.contains(document.activeElement)) tidy(box);
}

// A box that was left empty goes.
function tidy(box) {
  const area = areaOf(box);
  if (!area || area.value.trim() || fresh.has(box) || !box.isConnected || form.elements[`${area.name}.was`]?.value) return;
  drop(box);
}

async function drop(box) {
  const beside = box.parentElement;
  const focused = box.contains(document.activeElement);
  await settled();
  const response = await send(verb("unsay"), { comment: keyOf(areaOf(box)) });
  if (!response.ok && response.status !== 404) return;
  areaOf(box).value = form.elements[`${areaOf(box).name}.was`].value;
  box.remove();
  document.body.dispatchEvent(new CustomEvent("parts"));
  if (focused) beside.querySelector(".say")?.focus();
}

form.addEventListener("focusout", ({ target, relatedTarget }) => {
  const box = target.closest(".comment.box");
  if (box && document.hasFocus() && !box.contains(relatedTarget)) tidy(box);
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.matches(".say")) {
    event.preventDefault();
    if (marked && marked.beside === button.closest(".beside")) open(marked.beside, marked.quote, marked.start);
    else open(button.closest(".beside"));
    marked = null;
  } else if (button?.matches("[data-unsay]")) {
    event.preventDefault();
    drop(button.closest(".box"));
  }
});

// Words that are marked in the plan -------------------------------------------------------------

const onWords = document.getElementById("on-words");
const nobody = document.getElementById("former"); // the account is deleted: nothing is said to it
let marked = null; // { beside, quote, start, range }
const highlights = globalThis.CSS?.highlights && new Highlight();
if (highlights) CSS.highlights.set("said", highlights);

function read() {
  const selection = getSelection();
  if (nobody || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const [first, last] = [range.startContainer, range.endContainer].map((node) => (node.closest ? node : node.parentElement).closest("[data-words]"));
  if (!first || (last !== first && !range.toString().trim())) return null;
  // What reaches beyond its part ends with it.
  if (last !== first) range.setEnd(first, first.childNodes.length);
  const before = document.createRange();
  before.selectNodeContents(first);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const quote = words.trim();
  const skipped = words.length - words.trimStart().length;
  // The server counts characters, not the halves that this language makes of some.
  const start = [...(before.toString() + words.slice(0, skipped))].length;
  return quote && { beside: first.closest(".part").querySelector(".beside"), quote, start, range: range.cloneRange() };
}

document.addEventListener("selectionchange", () => {
  if (document.activeElement?.matches("textarea, input:not([type=radio])")) return;
  const now = read();
  if (now) marked = now;
  else if (!onWords.contains(document.activeElement)) marked = null;
  onWords.hidden = !marked;
  if (!marked) return;
  const boxes = marked.range.getClientRects();
  const end = boxes[boxes.length - 1];
  if (!end) return;
  onWords.style.top = `${end.bottom + scrollY + 4}px`;
  onWords.style.left = `${Math.max(8, Math.min(end.left + scrollX, innerWidth - onWords.offsetWidth - 8))}px`;
});
onWords.addEventListener("pointerdown", (event) => event.preventDefault());
onWords.addEventListener("click", () => openMarked());

function openMarked() {
  if (nobody) return;
  const { beside, quote, start, range } = marked ?? { beside: form.querySelector(".beside") };
  if (range) highlights?.add(range);
  marked = null;
  onWords.hidden = true;
  getSelection().removeAllRanges();
  open(beside, quote, start);
}

// Saved comments: a few letters offer what fits, a code and a space put it in -------------------

const saved = [...form.querySelectorAll("#use option")].map(({ value, dataset }) => ({ key: value, code: dataset.code, text: dataset.text }));
const MOST = 6;
const list = make("ul", { id: "offers", className: "offers" });
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "Saved comments");
let offered = [];
let active = -1;
let filling = false;

const like = (text) => text.toLocaleLowerCase();

function fitting(query) {
  const words = like(query).split(/\s+/).filter(Boolean);
  if (!words.length || words.length > 3) return [];
  const byCode = saved.filter(({ code }) => like(code).startsWith(like(query.trim())));
  const hold = ({ text }) => words.every((word) => like(text).split(/[^\p{L}\p{N}]+/u).some((other) => other.startsWith(word)));
  const byWords = query.trim().length > 1 ? saved.filter((row) => !byCode.includes(row) && hold(row)) : [];
  return [...byCode, ...byWords].slice(0, MOST);
}

function offer(area) {
  const before = area.value.slice(0, area.selectionStart);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  offered = fitting(line);
  if (!offered.length) return close();
  // Only a code is chosen by itself: who types a sentence ends a line, and leaves the box, as ever.
  active = like(offered[0].code).startsWith(like(line.trim())) ? 0 : -1;
  list.replaceChildren(...offered.map(({ code, text }, index) => {
    const row = make("li", { id: `offer-${index}` }, make("b", { textContent: code }), ` ${text}`);
    row.setAttribute("role", "option");
    row.onpointerdown = (event) => { event.preventDefault(); take(area, index); };
    return row;
  }));
  if (list.previousElementSibling !== area) area.after(list);
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", "offers");
  say(`${offered.length} saved comment${offered.length === 1 ? "" : "s"}: arrow keys and Enter.`);
  point(area);
}

function point(area) {
  [...list.children].forEach((row, index) => row.setAttribute("aria-selected", index === active));
  if (active < 0) area.removeAttribute("aria-activedescendant");
  else area.setAttribute("aria-activedescendant", `offer-${active}`);
  list.children[active]?.scrollIntoView({ block: "nearest" });
}

function close() {
  const area = list.previousElementSibling;
  list.remove();
  offered = [];
  for (const name of ["aria-autocomplete", "aria-controls", "aria-activedescendant"]) area?.removeAttribute(name);
}

// Puts words in as if they were typed, so that Ctrl+Z takes them out.
function fill(area, from, to, row) {
  filling = true;
  area.focus();
  area.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, row.text)) {
    area.setRangeText(row.text, from, to, "end");
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  filling = false;
  close();
  use(area, row.key);
  say(`Put in: ${row.code}. Control and Z take it out.`);
}

function take(area, index) {
  const before = area.value.slice(0, area.selectionStart);
  fill(area, before.lastIndexOf("\n") + 1, before.length, offered[index]);
}

function use(area, key) {
  if (fresh.has(area.closest(".box"))) area.dataset.use = key;
  else send(verb("use"), { into: keyOf(area), use: key });
}

form.addEventListener("input", (event) => {
  const area = event.target;
  if (!area.matches("textarea[data-comment]") || filling || event.isComposing || !saved.length) return;
  const before = area.value.slice(0, area.selectionStart);
  const word = event.data === " " && before.match(/(?:^|\s)(\S+) $/)?.[1];
  const row = word && saved.find(({ code }) => like(code) === like(word));
  if (row) fill(area, before.length - word.length - 1, before.length, row);
  else offer(area);
});

form.addEventListener("keydown", (event) => {
  const area = event.target;
  if (!area.matches("textarea[data-comment]") || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (offered.length && step && !event.shiftKey) active = (active + step + offered.length + (active < 0 && step < 0 ? 1 : 0)) % offered.length;
  else if (offered.length && active >= 0 && ["Enter", "Tab"].includes(event.key) && !event.shiftKey) take(area, active);
  else if (offered.length && event.key === "Escape") close();
  else if (event.key === "Escape") area.closest(".beside").querySelector(".say")?.focus();
  else return;
  event.preventDefault();
  if (offered.length) point(area);
});
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches(".keep input")) return;
  event.preventDefault();
  event.target.parentElement.querySelector("button").click();
});
form.addEventListener("focusout", ({ target }) => { if (target === list.previousElementSibling) close(); });

// Keys ------------------------------------------------------------------------------------------

const keys = document.getElementById("keys");
const singleKeys = document.getElementById("single-keys");
singleKeys.checked = localStorage.getItem("single-keys") !== "off";
singleKeys.addEventListener("change", () => localStorage.setItem("single-keys", singleKeys.checked ? "on" : "off"));
keys.querySelector("[data-close]").addEventListener("click", () => keys.close());
for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => keys.showModal());
}

const go = (id) => () => document.getElementById(id)?.click();
const SINGLE = { c: () => openMarked(), n: go("after"), p: go("before"), w: go("waiting"), "?": () => keys.showModal() };

addEventListener("keydown", (event) => {
  if (keys.open || event.isComposing) return;
  const typing = event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  const control = event.ctrlKey || event.metaKey;
  const single = !typing && !control && !event.altKey && singleKeys.checked;
  const act =
    control && event.shiftKey && !event.altKey && event.key === "Enter" ? go("release-next")
    : control && !event.shiftKey && !event.altKey && event.key === "s" ? go("save")
    : control && event.key === "/" ? SINGLE["?"]
    : single && /^[1-9]$/.test(event.key) ? () => level(Number(event.key))
    : single ? SINGLE[event.key.toLowerCase()]
    : null;
  if (!act) return;
  event.preventDefault();
  act();
});

// Going on --------------------------------------------------------------------------------------

const pending = () => [...fresh].some((box) => areaOf(box)?.value.trim());
let going = false;
form.addEventListener("submit", async (event) => {
  if (going || !event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  const { submitter } = event;
  const until = Date.now() + PATIENCE; // a server that is slow has a connection
  while (pending() && Date.now() < until) await new Promise((done) => setTimeout(done, 50));
  if (pending()) return say(UNSENT);
  await settled();
  await new Promise((done) => setTimeout(done)); // a form that is being submitted cannot be again
  going = true;
  form.requestSubmit(submitter);
  going = false;
});
addEventListener("beforeunload", (event) => {
  if (pending() || choices.some((choice) => choice.sending)) event.preventDefault();
});

sum();
const wanted = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (wanted?.matches?.("textarea")) wanted.focus();
