// Shows a paper as soon as it is chosen: the page answers as it does without this, and the part with the paper is put in.
import { markupOf } from "./markup.js";

const form = document.querySelector("#choice");
const said = document.querySelector("#said");
let asking = new AbortController();
form.dataset.live = "";

async function show(address) {
  asking.abort();
  const { signal } = (asking = new AbortController());
  document.querySelector("#shown").ariaBusy = "true";
  try {
    const answer = await fetch(address, { signal });
    const next = document.adoptNode((await markupOf(answer)).querySelector("#shown"));
    await next.querySelector("img")?.decode(); // so that no empty frame stands there meanwhile
    if (signal.aborted) return;
    const shown = document.querySelector("#shown");
    const { rel } = document.activeElement;
    const focused = shown.contains(document.activeElement);
    shown.replaceWith(next);
    history.replaceState(null, "", address);
    if (focused) (next.querySelector(`[rel="${rel}"]`) ?? next.querySelector("[rel]") ?? next).focus({ preventScroll: true });
    said.textContent = [next.querySelector("h2"), next.querySelector("#which-page")].map((part) => part?.textContent).filter(Boolean).join(": ");
  } catch {
    if (!signal.aborted) location.assign(address); // the browser says what is wrong
  }
}

form.addEventListener("change", () => show(`?${new URLSearchParams(new FormData(form))}`));
form.addEventListener("submit", (event) => {
  event.preventDefault(); // it is shown already, or about to be
  const shown = document.querySelector("#shown");
  shown.focus({ preventScroll: true });
  shown.scrollIntoView();
});
addEventListener("click", (event) => {
  const link = event.target.closest?.("#shown [rel]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.search);
});
