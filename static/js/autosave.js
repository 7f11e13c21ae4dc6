// Saves each box of a form as one types: of form[data-autosave], every textarea in a .box that has a
// hidden partner, NAME.was, with the value that the server is known to hold. A save sends both, so that
// nobody's words are overwritten. Until the server has confirmed them, words are kept on the device, too.
// The form may have data-sign-in (where to sign in and come back), data-key (see plans/device.py) and
// data-stamp (when what it holds was last worked on, as the server writes it).

import { openDevice } from "./device.js";

const PAUSE = 700; // ms after the last key
const RETRIES = [1000, 2000, 5000, 10000, 30000]; // ms, the last one again and again
const PATIENCE = 15000; // ms for one answer
const MANY = 60000; // bytes: browsers let a leaving page send 64 KiB
const OFFLINE = "no connection";
const BROKEN = "the server has a fault";
const SIGNED_OUT = "this browser is signed out of this plan, or the plan was deleted";
const TOO_LONG = "This is too long to be sent. It is still on this page but not saved: shorten it.";
const ELSEWHERE = "This box was changed in another window or on another device meanwhile. The other version says:";
const LEFT_HERE = "This device also kept these words for this box, from a window that was closed before they were saved:";

const form = document.querySelector("form[data-autosave]");
const status = document.getElementById("status");
const boxes = new Map(); // by their textareas
let device = null;
const drawn = form.dataset.stamp ?? ""; // the stamp of this page
let stamp = drawn; // … and the newest that it knows of
let leaving = 0; // the timer that finds the page still here

const all = () => [...boxes.values()];
const clean = (text) => text.replaceAll("\r\n", "\n");
// What was sent and not answered may have been stored or not, so it counts as unsaved.
const unsaved = (box) => box.area.value !== box.was.value || box.sent.length > 0;
const waiting = (box) => box.theirs !== null || box.area.value === box.refused;
const due = (box) => unsaved(box) && !waiting(box);
const choosing = (box) => (unsaved(box) && waiting(box)) || box.others.length > 0;
const flying = (box) => box.sent.some((request) => request.flying);
const kept = (box) => Boolean(device?.holds(box.id, box.area.value));

const TOKEN = "csrfmiddlewaretoken";

// Boxes come and go ---------------------------------------------------------------------------

function add(area, was, label) {
  const box = {
    area, was, label,
    id: `${Date.now()}-${Math.random()}`, // of what the device keeps of it
    sent: [], // requests that have no answer
    count: 0, known: 0, // how many requests; and the latest that told what is stored
    theirs: null, // what is stored instead of what it was, until the writer has chosen
    others: [], // what else the device keeps for it, until the writer has chosen
    seen: [], // … and what of that the writer has chosen about
    refused: null, says: "", // a text that cannot be saved, and why
    failures: 0, typed: null, starts: null,
  };
  boxes.set(area, box);
  return box;
}

function register() {
  for (const area of form.querySelectorAll(".box textarea")) {
    const was = form.elements[`${area.name}.was`];
    if (boxes.has(area) || !was) continue;
    was.value = clean(was.value);
    const box = add(area, was, area.labels[0]?.textContent ?? area.name);
    // What came back from the server unsaved waits until it is changed, or saved by the button.
    const trouble = area.closest(".troubled")?.querySelector(".trouble");
    if (trouble) Object.assign(box, { refused: area.value, says: trouble.innerText });
    if (unsaved(box)) typed(box);
  }
  for (const box of all()) {
    if (!box.area.isConnected && !tidied(box)) show(box);
  }
}

// A box that is not on the page is needed only as long as something in it is not saved.
function tidied(box) {
  if (box.area.isConnected || unsaved(box)) return false;
  box.shown?.remove();
  return boxes.delete(box.area);
}

// Words for a part that this page does not show are saved all the same, from a box out of sight.
function unseen({ name, label, value }) {
  const area = Object.assign(document.createElement("textarea"), { name, value });
  return add(area, Object.assign(document.createElement("input"), { type: "hidden" }), label);
}

// What a page that is no more has left on the device.
function take(id, { name, label, starts, value, saved, stamp: then = "" }) {
  let box = all().find(({ area }) => area.name === name && area.isConnected);
  const same = box && starts.includes(box.was.value);
  const stale = same && (!then || drawn < then); // before the words arrived
  if (box?.area.value === value || box?.was.value === value || (saved && !stale)) {
    device.keep(id, null);
    if (box) keep(box);
  // Somebody has worked on it since: that an old text is there again may be meant.
  } else if (box && (box.typed || unsaved(box) || (same && drawn > then))) {
    box.others.push({ id, text: value });
  } else {
    box ??= unseen({ name, label, value });
    box.id = id;
    box.area.value = value;
    if (!box.area.isConnected || !starts.includes(box.was.value)) [box.was.value] = starts;
    box.sent = starts.filter((start) => start !== box.was.value).map((to) => ({ to }));
    save(box);
  }
  if (box) show(box);
  tell();
}

function keep(box) {
  if (unsaved(box)) box.starts = [box.was.value, ...box.sent.map(({ to }) => to)];
  // The next page may have been drawn before the last words of this one arrived, so it is left them.
  const left = unsaved(box) || (leaving && box.starts);
  const words = { name: box.area.name, label: box.label, starts: box.starts, value: box.area.value, saved: !unsaved(box), stamp };
  device?.keep(box.id, left ? words : null);
}

// Saving --------------------------------------------------------------------------------------

function typed(box) {
  box.typed = performance.now();
  if (!unsaved(box)) box.says = "";
  show(box);
  keep(box);
  later(box, PAUSE);
  tell();
}

function later(box, delay) {
  clearTimeout(box.timer);
  box.timer = setTimeout(() => save(box), delay);
}

function save(box) {
  clearTimeout(box.timer);
  if (!due(box)) return tell();
  // One at a time; and where no answer came, only the same once more can tell what is stored.
  if (!flying(box)) exchange(box, box.was.value, box.sent.at(-1)?.to ?? box.area.value);
}

async function exchange(box, from, to, keepalive = false) {
  const number = (box.count += 1);
  const doubtful = box.sent.find((sent) => sent.to === to && !sent.flying);
  const request = Object.assign(doubtful ?? { to }, { flying: true, keepalive });
  if (!doubtful) box.sent.push(request);
  keep(box);
  tell();
  const answer = await store(box, from, to, keepalive).catch((error) => ({ says: OFFLINE, ...error }));
  request.flying = false;
  if (!answer.says || (answer.undone && !doubtful)) box.sent = box.sent.filter((sent) => sent !== request);
  box.failures = answer.says ? box.failures + 1 : 0;
  box.reason = answer.says;
  if (!answer.says && number > box.known) settle(box, number, to, answer);
  keep(box);
  if (tidied(box)) return tell();
  if (box.failures) later(box, RETRIES[Math.min(box.failures, RETRIES.length) - 1]);
  else if (due(box)) later(box, Math.max(0, (box.typed ?? 0) + PAUSE - performance.now()));
  tell();
}

function parcel(box, from, to) {
  return new URLSearchParams({ [TOKEN]: form.elements[TOKEN].value, [box.area.name]: to, [`${box.area.name}.was`]: from });
}

// Returns the answer. Throws what it `says` of why there is none, and whether nothing was done.
async function store(box, from, to, keepalive) {
  const response = await post(form.getAttribute("action"), parcel(box, from, to), { headers: { Accept: "application/json" }, keepalive });
  if ([200, 409, 422].includes(response.status)) return response.json();
  if (response.status === 400) return { conflicts: {}, refused: { [box.area.name]: TOO_LONG } };
  if ([403, 404].includes(response.status)) throw { says: SIGNED_OUT, undone: true };
  throw { says: BROKEN };
}

// Posts fields with the token of the page and, where that is stale, once more with a fresh one.
export async function post(address, fields, options) {
  const body = new URLSearchParams(fields);
  for (let again = false; ; again = true) {
    body.set(TOKEN, form.elements[TOKEN].value);
    const response = await fetch(address, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE), ...options });
    if (response.status !== 403 || again || !(await refresh())) return response;
  }
}

// Somebody who signed in has another token: every page brings it, the one to sign in at, too.
let refreshing = null;
function refresh() {
  refreshing ??= fetch(form.dataset.signIn, { signal: AbortSignal.timeout(PATIENCE) })
    .then((answer) => answer.text()).then(renew, () => false).finally(() => { refreshing = null; });
  return refreshing;
}

function renew(page) {
  const fresh = page.match(`name="${TOKEN}" value="(\\w+)"`)?.[1];
  if (fresh) for (const field of document.getElementsByName(TOKEN)) field.value = fresh;
  return Boolean(fresh);
}

// Notes when something was last saved, and the server's stamp of it.
export function note(at, newer) {
  if (at) status.dataset.at = at;
  if (newer) stamp = newer;
}

function settle(box, number, to, { at, refused, gone, conflicts, stamp: newer }) {
  const { name } = box.area;
  box.says = refused[name] ?? "";
  box.gone = gone?.includes(name);
  if (name in refused) {
    box.refused = to;
  } else {
    const stored = name in conflicts ? clean(conflicts[name]) : to;
    const ours = [to, box.area.value, box.was.value, ...box.sent.map((sent) => sent.to), ...box.seen];
    if (ours.includes(stored)) box.was.value = stored;
    else box.theirs = stored;
    box.others = box.others.filter(({ id, text }) => text !== stored || device.keep(id, null));
    box.known = number;
    box.sent = box.sent.filter((sent) => sent.flying);
  }
  if (stillSaved(box, to)) {
    note(at, newer);
    document.body.dispatchEvent(new CustomEvent("saved"));
    for (const other of all()) if (other.failures && other !== box) later(other, 0);
  }
  show(box);
}

const stillSaved = (box, to) => box.was.value === to && box.theirs === null && !box.says;

// What the writer is shown --------------------------------------------------------------------

function make(tag, properties, ...inside) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inside);
  return made;
}

const button = (words, act) => make("button", { type: "button", textContent: words, onclick: act });

function show(box) {
  const other = box.theirs ?? box.others[0]?.text;
  const [kind, lead] =
    box.theirs !== null ? ["choice", ELSEWHERE]
    : box.says ? ["refused", box.says]
    : box.others.length ? ["choice", LEFT_HERE]
    : ["", ""];
  const showing = `${box.area.isConnected} ${kind} ${lead} ${other}`;
  if (box.showing === showing) return;
  box.showing = showing;
  box.shown?.remove();
  const frame = box.area.closest(".box");
  frame?.querySelector(".trouble")?.remove();
  frame?.classList.toggle("troubled", Boolean(kind));
  box.shown = null;
  if (!kind) return;
  box.shown = make("div", { className: "trouble", role: "alert" }, make("p", { textContent: lead }));
  if (kind === "choice") {
    const choices = [["mine", "Keep mine"], ["theirs", "Take the other"], ["both", "Keep both"]];
    box.shown.append(
      make("blockquote", { textContent: other || "(nothing)" }),
      make("p", {}, ...choices.flatMap(([which, words]) => [button(words, () => choose(box, which)), " "])),
    );
  }
  if (box.gone && box.area.isConnected) box.shown.append(make("p", {}, button("Discard these words", () => letGo(box))));
  if (box.area.isConnected) box.area.before(box.shown);
  else showApart(box);
}

// Words whose box is not on the page any more: they stay in sight until their writer lets them go.
function showApart(box) {
  box.shown.prepend(
    make("p", {}, make("b", { textContent: `Not saved: your words for “${box.label.trim()}”, which is not on this page.` })),
    make("pre", { className: "given-back", textContent: box.area.value }),
  );
  box.shown.append(make("p", {}, button("Discard these words", () => discard(box))));
  box.shown.tabIndex = -1;
  box.shown.id = `apart-${box.id}`;
  (status.parentElement === form ? status : status.parentElement).after(box.shown);
}

// Of a box that has no place in the plan any more: what is in it is nobody's business then.
function letGo(box) {
  box.says = "";
  discard(box);
  show(box);
}

function discard(box) {
  box.was.value = box.area.value;
  box.sent = [];
  keep(box);
  tidied(box);
  status.parentElement.querySelector(".save")?.focus();
  tell();
}

function choose(box, which) {
  const mine = box.area.value;
  const other = box.theirs ?? box.others[0].text;
  if (which === "theirs") box.area.value = other;
  if (which === "both") box.area.value = other && mine ? `${other}\n\n${mine}` : other || mine;
  if (box.theirs === null) {
    box.seen.push(other);
    device.keep(box.others.shift().id, null);
  } else {
    box.was.value = box.theirs;
  }
  box.theirs = null;
  typed(box);
  show(box);
  box.area.focus();
  save(box);
  tidied(box);
}

function tell() {
  const boxesNow = all();
  const unsure = boxesNow.find(choosing);
  const failing = boxesNow.find((box) => box.failures && due(box));
  // While a newer text is on its way to the device, what was true of the one before stays on the screen.
  const keeping = (box) => status.dataset.state !== "failing" && device?.writes(box.id);
  const safe = boxesNow.every((box) => !unsaved(box) || kept(box) || keeping(box));
  const [state, words, link] =
    unsure ? ["choice", safe ? "" : "Keep this page open.", choiceLink(unsure)]
    : failing && safe ? ["kept", `Kept on this device: ${failing.reason}.`, signInLink(failing, "Sign in to save it")]
    : failing ? ["failing", `Not saved: ${failing.reason}. Trying again; keep this page open.`, signInLink(failing, "Sign in in another tab", "_blank")]
    : boxesNow.some(unsaved) ? ["saving", "Saving …"]
    : ["saved", `Saved ${status.dataset.at}`];
  const calm = ["saving", "saved"];
  // Read out what needs the writer, and that it is over, not every pause in the typing.
  if (status.dataset.state !== state) {
    status.setAttribute("aria-live", calm.includes(state) && calm.includes(status.dataset.state) ? "off" : "polite");
  }
  status.dataset.state = state;
  const line = make("p", {}, ...(link && words ? [words, " ", link] : [link ?? words]));
  if (status.innerHTML !== line.innerHTML) status.replaceChildren(...line.childNodes);
}

const choiceLink = (box) => make("a", { href: `#${box.area.isConnected ? box.area.id : box.shown?.id}`, textContent: "Needs your choice: go to the box" });

function signInLink({ reason }, textContent, target = "") {
  if (reason !== SIGNED_OUT || !form.dataset.signIn) return null;
  return make("a", { href: form.dataset.signIn, textContent, target });
}

// What sets it off ----------------------------------------------------------------------------

form.addEventListener("input", ({ target }) => { if (boxes.has(target)) typed(boxes.get(target)); });
form.addEventListener("change", ({ target }) => { if (boxes.has(target)) save(boxes.get(target)); });
document.body.addEventListener("parts", () => { register(); tell(); });

// A page that is being left sends what is unsaved in last requests that outlive it. Where a save is
// under way the server may hold the value before it or after it, so both are offered as the start.
function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    leaving = 0;
    all().forEach(keep);
  }, 5000);
  for (const box of all().filter(due)) {
    const to = box.area.value;
    const starts = new Set([box.was.value, ...box.sent.map((sent) => sent.to)]);
    if (box.sent.some((sent) => sent.keepalive && sent.flying && sent.to === to)) continue;
    for (const from of starts) {
      if (from !== to && fits(box, from, to)) exchange(box, from, to, true);
    }
  }
}

const fits = (box, from, to) => parcel(box, from, to).toString().length <= MANY;
const lost = (box) => unsaved(box) && !kept(box) && (box.failures || waiting(box) || (!device && !navigator.onLine) || !fits(box, box.was.value, box.area.value));

function retry() {
  for (const box of all()) if (box.failures) save(box);
}

addEventListener("beforeunload", (event) => {
  leave();
  if (all().some(lost)) event.preventDefault();
});
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return leave();
  retry();
  device?.adopt(take).catch(() => {});
});
addEventListener("focus", retry);
addEventListener("online", retry);

// Resolves once everything that is due has been sent, could not be, or took two seconds.
export async function settled() {
  const hopeful = (box) => due(box) && (flying(box) || !box.failures);
  all().forEach(save);
  for (let tries = 0; tries < 40 && all().some(hopeful); tries += 1) {
    await new Promise((done) => setTimeout(done, 50));
    all().filter(hopeful).forEach(save);
  }
}

form.addEventListener("click", async (event) => {
  if (event.target.closest(".save")) {
    event.preventDefault();
    for (const box of all()) box.refused = null;
    all().forEach(save);
  }
  // Paper is made from what the server holds, so it waits a moment for what is on its way there.
  const link = event.target.closest("a[data-after-save]");
  if (link && all().some(due)) {
    event.preventDefault();
    await settled();
    location.assign(link.href);
  }
});

register();
tell();
openDevice(form.getAttribute("action"), form.dataset.key, tell).then((opened) => {
  device = opened;
  all().forEach(keep);
  return device?.adopt(take);
}).catch(() => {}).finally(tell);
