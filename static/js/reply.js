// Replies (form[data-reply]) that are not sent yet: kept on the device as they are typed, put back into
// their boxes, and sent by Ctrl+Enter. The page's [data-key] has the key of its plan (plans/device.py).

import { openDevice } from "./device.js";

const boxes = new Map(); // by their textareas
for (const form of document.querySelectorAll("form[data-reply]")) {
  const area = form.querySelector("textarea");
  boxes.set(area, { form, area, id: `${Date.now()}-${Math.random()}`, says: form.querySelector("[data-says]") });
}
let device = null;
let sending = null;

const held = ({ area, id }) => !area.value || Boolean(device?.holds(id, area.value));

function tell() {
  for (const box of boxes.values()) {
    const says = !box.area.value || !held(box) ? "" : "Not sent yet. It stays on this device until you send it.";
    if (box.says.textContent !== says) box.says.textContent = says;
  }
}

function keep(box) {
  device?.keep(box.id, box.area.value ? { name: box.area.id, value: box.area.value } : null);
  tell();
}

const plain = (text) => text.replace(/\s+/g, " ").trim();

// What an earlier page left: in its box again, unless it was sent after all or the box has other words.
function take(id, { name, value }) {
  const box = boxes.get(document.getElementById(name));
  const sent = box && [...box.form.closest(".said").querySelectorAll(".reply .told")].some((told) => plain(told.textContent) === plain(value));
  if (sent) return device.keep(id, null);
  if (!box || (box.area.value && box.area.value !== value)) return;
  box.id = id;
  box.area.value = value;
  for (let fold = box.area.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  tell();
}

for (const box of boxes.values()) {
  box.area.addEventListener("input", () => { sending = null; keep(box); });
  box.area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    box.form.requestSubmit();
  });
  box.form.addEventListener("submit", () => { sending = box; });
}
addEventListener("beforeunload", (event) => {
  if ([...boxes.values()].some((box) => box !== sending && !held(box))) event.preventDefault();
});

const key = document.querySelector("[data-key]");
if (key && boxes.size) {
  device = await openDevice(location.pathname, key.dataset.key, tell).catch(() => null);
  for (const box of boxes.values()) if (box.area.value) keep(box); // typed before this ran
  await device?.adopt(take);
}
