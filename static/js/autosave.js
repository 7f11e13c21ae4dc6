// Saves each box of the desk as one types. Each box has a hidden partner, NAME.was, with the value
// that the server is known to hold; a save sends both, so that nobody's words are overwritten.

const PAUSE = 700; // ms after the last key
const RETRIES = [1000, 2000, 5000, 10000, 30000]; // ms, the last one again and again
const MANY = 64000; // browsers let a leaving page send 64 KiB

const form = document.getElementById("desk");
const status = document.getElementById("status");
const boxes = new Map([...form.querySelectorAll(".box textarea")].map((area) => [area.name, { area, failures: 0 }]));

const was = ({ area }) => form.elements[`${area.name}.was`];
const unsaved = (box) => box.area.value !== was(box).value;
const clean = (text) => text.replaceAll("\r\n", "\n");

for (const box of boxes.values()) {
  was(box).value = clean(was(box).value);
  box.area.addEventListener("input", () => later(box, PAUSE));
  box.area.addEventListener("change", () => save(box));
  if (unsaved(box) && !box.area.closest(".troubled")) later(box, 0);
}

function later(box, delay) {
  clearTimeout(box.timer);
  box.timer = setTimeout(() => save(box), delay);
  tell();
}

async function save(box) {
  clearTimeout(box.timer);
  if (box.sending || box.waiting || !unsaved(box)) return tell();
  box.sending = true;
  tell();
  const sent = (box.sent = box.area.value);
  try {
    settle(box, sent, await post([{ box, from: was(box).value, to: sent }]));
    box.failures = 0;
  } catch {
    box.sending = false;
    later(box, RETRIES[Math.min(box.failures++, RETRIES.length - 1)]);
    return;
  }
  box.sending = false;
  if (unsaved(box) && !box.waiting) later(box, PAUSE);
  tell();
}

async function post(changes, keepalive = false) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  for (const { box, from, to } of changes) {
    body.set(box.area.name, to);
    body.set(`${box.area.name}.was`, from);
  }
  const response = await fetch(form.action, { method: "POST", body, keepalive, headers: { Accept: "application/json" } });
  if (![200, 409, 422].includes(response.status)) throw new Error(response.statusText);
  return response.json();
}

function settle(box, sent, answer) {
  const name = box.area.name;
  show(box, null);
  if (name in answer.refused) {
    refuse(box, answer.refused[name], sent);
  } else if (name in answer.conflicts) {
    conflict(box, clean(answer.conflicts[name]));
  } else {
    was(box).value = sent;
    status.dataset.at = answer.at;
    document.body.dispatchEvent(new CustomEvent("saved"));
  }
}

function refuse(box, sentence, sent) {
  const notice = document.getElementById("refusal").content.cloneNode(true);
  notice.querySelector("p").textContent = sentence;
  box.waiting = true;
  show(box, notice);
  box.area.addEventListener("input", () => { if (box.area.value !== sent) box.waiting = false; }, { once: true, capture: true });
}

function conflict(box, theirs) {
  const notice = document.getElementById("conflict").content.cloneNode(true);
  notice.querySelector("blockquote").textContent = theirs || "(nothing)";
  notice.firstElementChild.addEventListener("click", ({ target }) => {
    if (!target.dataset.keep) return;
    if (target.dataset.keep === "theirs") box.area.value = theirs;
    if (target.dataset.keep === "both") box.area.value = `${theirs}\n\n${box.area.value}`;
    was(box).value = theirs;
    box.waiting = false;
    show(box, null);
    box.area.focus();
    save(box);
  });
  box.waiting = true;
  show(box, notice);
}

function show(box, notice) {
  const frame = box.area.closest(".box");
  frame.querySelector(".trouble")?.remove();
  frame.classList.toggle("troubled", Boolean(notice));
  if (notice) frame.append(notice);
}

function tell() {
  const all = [...boxes.values()];
  const [state, words] =
    all.some((box) => box.waiting) ? ["choice", "Not all saved: one box needs you"]
    : all.some((box) => box.failures && unsaved(box)) ? ["failing", "Not saved: no connection. Trying again; keep this page open"]
    : all.some(unsaved) ? ["saving", "Saving …"]
    : ["saved", status.dataset.at ? `Saved ${status.dataset.at}` : "Saved"];
  status.dataset.state = state;
  if (status.textContent !== words) status.textContent = words;
}

// A page that is being left sends what is unsaved in last requests that outlive it. Where a save is
// under way the server may hold the value before it or after it, so both are offered as the start.
function leave() {
  const left = [...boxes.values()].filter((box) => unsaved(box) && !box.waiting);
  const change = (box, from) => ({ box, from, to: box.area.value });
  for (const changes of [
    left.map((box) => change(box, was(box).value)),
    left.filter((box) => box.sending).map((box) => change(box, box.sent)),
  ]) {
    const size = changes.reduce((sum, { from, to }) => sum + 3 * (from.length + to.length), 0);
    if (changes.length && size < MANY) post(changes, true).catch(() => {});
  }
}

document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); });
addEventListener("beforeunload", (event) => {
  leave();
  if ([...boxes.values()].some((box) => unsaved(box) && (box.failures || box.waiting))) event.preventDefault();
});
addEventListener("online", () => boxes.forEach(save));
form.querySelector(".save").addEventListener("click", (event) => {
  event.preventDefault();
  event.stopPropagation();
  boxes.forEach(save);
});
tell();
