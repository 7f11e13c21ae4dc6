// Saves each box of the desk as one types. Each box has a hidden partner, NAME.was, with the value
// that the server is known to hold; a save sends both, so that nobody's words are overwritten.

const PAUSE = 700; // ms after the last key
const RETRIES = [1000, 2000, 5000, 10000, 30000]; // ms, the last one again and again
const PATIENCE = 15000; // ms for one answer
const MANY = 60000; // bytes: browsers let a leaving page send 64 KiB
const SIGNED_OUT = "Not saved: this browser is signed out of this plan. Sign in in another tab and keep this page open";
const SAID = {
  400: "Not saved: too much at once. Shorten the longest text",
  403: SIGNED_OUT,
  404: SIGNED_OUT,
};
const OFFLINE = "Not saved: no connection. Trying again; keep this page open";
const BROKEN = "Not saved: the server has a fault. Trying again; keep this page open";

const form = document.getElementById("desk");
const status = document.getElementById("status");
const boxes = [...form.querySelectorAll(".box textarea")].map((area) => ({ area, failures: 0 }));

const was = ({ area }) => form.elements[`${area.name}.was`];
const unsaved = (box) => box.area.value !== was(box).value;
const waiting = (box) => box.choice || box.area.value === box.refused;
const due = (box) => unsaved(box) && !waiting(box);
const clean = (text) => text.replaceAll("\r\n", "\n");
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;

// A page that is left may be opened again before its last words reach the server, so this tab keeps
// them until then, and only until then.
const KEPT = `unsaved ${form.action}`;
const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
sessionStorage.removeItem(KEPT);

for (const box of boxes) {
  was(box).value = clean(was(box).value);
  if (box.area.name in kept) [was(box).value, box.area.value] = kept[box.area.name];
  // What came back from the server unsaved waits until it is changed, or saved by the button.
  if (box.area.closest(".troubled")) box.refused = box.area.value;
  box.area.addEventListener("input", () => later(box, PAUSE));
  box.area.addEventListener("change", () => save(box));
  if (due(box)) later(box, 0);
}

function later(box, delay) {
  clearTimeout(box.timer);
  box.timer = setTimeout(() => save(box), delay);
  tell();
}

async function save(box) {
  clearTimeout(box.timer);
  if (box.sending || !due(box)) return tell();
  const to = (box.sending = box.area.value);
  tell();
  try {
    settle(box, to, await post(box, was(box).value, to));
    box.failures = 0;
  } catch (error) {
    box.failures += 1;
    box.says = error.says ?? OFFLINE;
  }
  box.sending = null;
  if (due(box)) later(box, box.failures ? RETRIES[Math.min(box.failures, RETRIES.length) - 1] : PAUSE);
  tell();
}

function parcel(box, from, to) {
  return new URLSearchParams({ csrfmiddlewaretoken: token(), [box.area.name]: to, [`${box.area.name}.was`]: from });
}

async function post(box, from, to, keepalive = false) {
  const response = await fetch(form.action, {
    method: "POST",
    body: parcel(box, from, to),
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(PATIENCE),
    keepalive,
  });
  if ([200, 409, 422].includes(response.status)) return response.json();
  throw Object.assign(new Error(response.statusText), { says: SAID[response.status] ?? BROKEN });
}

function settle(box, to, answer) {
  const name = box.area.name;
  show(box, null);
  if (name in answer.refused) {
    box.refused = to;
    show(box, notice("refusal", "p", answer.refused[name]));
  } else if (name in answer.conflicts) {
    conflict(box, clean(answer.conflicts[name]));
  } else {
    was(box).value = to;
    status.dataset.at = answer.at;
    document.body.dispatchEvent(new CustomEvent("saved"));
  }
}

function conflict(box, theirs) {
  const both = notice("conflict", "blockquote", theirs || "(nothing)");
  both.firstElementChild.addEventListener("click", ({ target }) => {
    if (!target.dataset.keep) return;
    if (target.dataset.keep === "theirs") box.area.value = theirs;
    if (target.dataset.keep === "both") box.area.value = `${theirs}\n\n${box.area.value}`;
    was(box).value = theirs;
    box.choice = false;
    show(box, null);
    box.area.focus();
    save(box);
  });
  box.choice = true;
  show(box, both);
}

function notice(template, part, words) {
  const copy = document.getElementById(template).content.cloneNode(true);
  copy.querySelector(part).textContent = words;
  return copy;
}

function show(box, what) {
  const frame = box.area.closest(".box");
  frame.querySelector(".trouble")?.remove();
  frame.classList.toggle("troubled", Boolean(what));
  if (what) box.area.before(what);
}

function tell() {
  const failing = boxes.find((box) => box.failures && due(box));
  const [state, words] =
    boxes.some((box) => unsaved(box) && waiting(box)) ? ["choice", "Not all saved: look at the box marked in amber"]
    : failing ? ["failing", failing.says]
    : boxes.some(unsaved) ? ["saving", "Saving …"]
    : ["saved", `Saved ${status.dataset.at}`];
  status.dataset.state = state;
  // Read out what needs the writer, not every pause in the typing.
  status.setAttribute("aria-live", state === "saving" || state === "saved" ? "off" : "polite");
  if (status.textContent !== words) status.textContent = words;
}

// A page that is being left sends what is unsaved in last requests that outlive it. Where a save is
// under way the server may hold the value before it or after it, so both are offered as the start.
// Returns whether everything could be sent.
function leave() {
  const left = boxes.filter(unsaved).map((box) => [box.area.name, [was(box).value, box.area.value]]);
  if (left.length) sessionStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(left)));
  return boxes.filter(due).map((box) => {
    const to = box.area.value;
    const starts = box.sending === null || box.sending === undefined ? [was(box).value] : [was(box).value, box.sending];
    if (parcel(box, starts[0], to).toString().length > MANY) return false;
    for (const from of starts) {
      post(box, from, to, true).then(({ refused, conflicts }) => {
        if (!(box.area.name in refused || box.area.name in conflicts)) was(box).value = to;
        tell();
      }, () => {});
    }
    return true;
  }).every(Boolean);
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) leave();
  else sessionStorage.removeItem(KEPT);
});
addEventListener("beforeunload", (event) => {
  const sent = leave();
  if (!sent || boxes.some((box) => unsaved(box) && (box.failures || waiting(box)))) event.preventDefault();
});
addEventListener("online", () => boxes.forEach(save));
form.querySelector(".save").addEventListener("click", (event) => {
  event.preventDefault();
  for (const box of boxes) box.refused = null;
  boxes.forEach(save);
});

// Paper is made from what the server holds, so it waits a moment for what is on its way there.
for (const link of form.querySelectorAll("a[data-after-save]")) {
  link.addEventListener("click", async (event) => {
    if (!boxes.some(due)) return;
    event.preventDefault();
    boxes.forEach(save);
    for (let tries = 0; tries < 40 && boxes.some(due); tries += 1) await new Promise((done) => setTimeout(done, 50));
    location.assign(link.href);
  });
}
tell();
