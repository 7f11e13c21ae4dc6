// A class as it works: asks for what changed while the page is seen, and puts it in where nothing
// that somebody is doing there is disturbed.

import { markupOf } from "./markup.js";

const EVERY = 15_000;
const LONGEST = 240_000;
const live = document.getElementById("live");
const fresh = document.getElementById("fresh");
let tag = live.dataset.tag;
let wait = EVERY;
let last = new Date();
let timer;

const clock = (time) => time.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

async function ask() {
  clearTimeout(timer);
  if (document.hidden) return;
  try {
    const response = await fetch(location.href, {
      cache: "no-store",
      headers: { "X-Parts": "live", "If-None-Match": tag },
      redirect: "error",
      signal: AbortSignal.timeout(15_000),
    });
    if (response.status !== 304) {
      if (!response.ok) throw new Error(response.status);
      putIn(await markupOf(response));
      tag = response.headers.get("ETag") ?? tag;
    }
    last = new Date();
    wait = EVERY;
    if (fresh.textContent) fresh.textContent = "";
  } catch {
    wait = Math.min(wait * 2, LONGEST);
    fresh.textContent = `Not updated since ${clock(last)}.`;
  }
  clearTimeout(timer);
  timer = setTimeout(ask, wait);
}

document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
timer = setTimeout(ask, EVERY);

document.getElementById("refresh").addEventListener("click", (event) => {
  event.preventDefault();
  ask();
});

// What has the focus, by its nearest name and its place among what can have it there.
const FOCUSABLE = "a[href], summary, button";
const named = (element) => element.closest("#live [id]") ?? live;

function putIn(other) {
  const { activeElement } = document;
  const within = live.contains(activeElement) ? named(activeElement) : null;
  const place = within && [...within.querySelectorAll(FOCUSABLE)].indexOf(activeElement);
  const held = within && isSeen(within) ? within : [...live.querySelectorAll("[id]")].find(isSeen);
  const top = held?.getBoundingClientRect().top;
  for (const key of openedIn(live)) {
    const details = [...other.querySelectorAll("details")].find((each) => keyOf(each) === key);
    if (details) details.open = true;
  }
  keepRows(other);
  live.replaceChildren(...other.childNodes);
  const moved = held && document.getElementById(held.id);
  if (moved) window.scrollBy(0, moved.getBoundingClientRect().top - top);
  if (!within || document.activeElement === activeElement) return;
  const again = within === live ? live : document.getElementById(within.id);
  const element = place < 0 ? again : again?.querySelectorAll(FOCUSABLE)[place];
  element?.focus({ preventScroll: true });
}

// What is looked at stays where it is on the screen, whatever grows above it.
function isSeen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > top && top >= 0 && top < innerHeight;
}

// A row's details have no name of their own.
const keyOf = (details) => details.id || details.closest("tr")?.id;
const openedIn = (root) => [...root.querySelectorAll("details[open]")].map(keyOf);

// A row in which nothing changed stays the one that is there, so that what is selected in it is too.
function keepRows(other) {
  for (const row of other.querySelectorAll("tbody tr")) {
    const there = document.getElementById(row.id);
    if (there?.isEqualNode(row)) row.replaceWith(there);
  }
}

// One menu at a time; it closes as menus do.
document.addEventListener("toggle", ({ target }) => {
  if (!target.open || !target.matches(".more details")) return;
  for (const each of live.querySelectorAll(".more details[open]")) if (each !== target) each.open = false;
}, true);
document.addEventListener("click", ({ target }) => {
  for (const each of live.querySelectorAll(".more details[open]")) if (!each.contains(target)) each.open = false;
});
document.addEventListener("keydown", ({ key }) => {
  const open = key === "Escape" && live.querySelector(".more details[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
