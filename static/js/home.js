// Says on the start page which plans have words that this device still keeps, and may not have sent.
import { openStore, read } from "./device.js";

const rows = await read(await openStore());
const places = new Set(rows.filter((row) => !row.saved).map((row) => row.place));
for (const item of document.querySelectorAll("[data-plan]")) {
  if (!places.has(item.dataset.plan)) continue;
  const link = Object.assign(document.createElement("a"), { href: item.querySelector("a").href, textContent: "open it" });
  const note = Object.assign(document.createElement("p"), { className: "trouble" });
  note.append("This device keeps words of this plan that may not have been sent yet: ", link, ".");
  item.append(note);
}
