// Puts what teachers said of a plan beside the boxes of its desk: what is not resolved, fetched once.

import { markupOf } from "./markup.js";

const link = document.querySelector("[data-beside]");
let notes = [];

// A note stays in its box when the desk draws a part anew; that of an item goes in once more.
function place() {
  for (const note of notes) {
    const [id, item] = note.dataset.place.split("/");
    const at = document.getElementById(id);
    const drop = item && at?.querySelector(`[name="chosen"][value$="/${CSS.escape(item)}"]`);
    const home = drop?.closest("li") ?? at?.closest(".box") ?? at;
    if (!home || home.contains(note)) continue;
    home.append(note);
    const told = at.getAttribute("aria-describedby");
    if (at.matches("textarea")) at.setAttribute("aria-describedby", `${told ?? ""} ${note.id}`.trim());
  }
}

async function load() {
  const response = await fetch(link.dataset.beside, { signal: AbortSignal.timeout(15000) });
  if (!response.ok) return;
  notes = [...(await markupOf(response)).children];
  if (!notes.length) return;
  place();
  document.body.addEventListener("parts", place);
  const says = `${notes.length} open comment${notes.length === 1 ? "" : "s"}`;
  for (const each of document.querySelectorAll("[data-open]")) {
    const count = Object.assign(document.createElement("span"), { className: "open", textContent: `(${notes.length} open)` });
    each.append(" ", count);
  }
  const shown = notes.filter((note) => note.isConnected).length;
  if (!shown) return;
  const told = document.createElement("p");
  Object.assign(told, { className: "sr-only", role: "status" });
  link.after(told);
  told.textContent = `Feedback: ${says}. ${shown === notes.length ? "Each stands beside its place" : `${shown} of them are about a place, and stand beside it`}.`;
}

// Without an answer the link to the feedback is the way.
if (link) load().catch(() => {});
