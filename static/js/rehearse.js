import { settled } from "./autosave.js";
import { markupOf } from "./markup.js";

// The clock of a rehearsal. The server says how many seconds are left when it draws the page, so a
// device whose clock is wrong, and a page that is loaded again, change nothing.

const clock = document.getElementById("clock");
const says = document.getElementById("time-says");
let began = performance.now();
let given = Number(clock.dataset.seconds);
let timer;
const minutes = Number(clock.dataset.minutes);
const HIDDEN = "rehearsal clock hidden";

// What is said at how many seconds left, and nothing in between.
const MOMENTS = [
  [minutes * 30, "Half of your time has gone."],
  [60, "One minute left."],
  [0, "Time is up: finish when you have ended your sentence."],
];

const time = document.createElement("span");
time.setAttribute("role", "timer");
time.setAttribute("aria-live", "off");
time.setAttribute("aria-label", "Time left");
const toggle = document.createElement("button");
toggle.type = "button";
toggle.className = "quiet";
clock.replaceChildren(time, " ", toggle);
let before = given;

const left = () => Math.max(0, Math.ceil(given - (performance.now() - began) / 1000));

function tick() {
  const seconds = left();
  time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} left`;
  const passed = MOMENTS.filter(([at]) => before > at && seconds <= at);
  if (passed.length) say(passed.at(-1)[1], seconds);
  before = seconds;
  clearTimeout(timer);
  if (seconds) timer = setTimeout(tick, 1000 - ((performance.now() - began) % 1000));
}

let hush;
function say(words, seconds) {
  says.textContent = words;
  clearTimeout(hush);
  if (seconds) hush = setTimeout(() => { says.textContent = ""; }, 10000);
}

// What is finished holds the last word that was typed, too.
const form = document.querySelector("form[data-autosave]");
let finishing = false;
form.addEventListener("submit", async (event) => {
  const saved = document.getElementById("status").dataset.state === "saved";
  if (saved || finishing || !event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  const { submitter } = event;
  await settled();
  finishing = true;
  form.requestSubmit(submitter);
});
const areas = [...form.querySelectorAll("textarea")];
if (areas.every((area) => !area.value)) areas[0].focus();

function show(hidden) {
  time.hidden = hidden;
  toggle.textContent = hidden ? "Show the clock" : "Hide the clock";
}

// A device that slept did not count on.
document.addEventListener("visibilitychange", async () => {
  if (document.hidden) return;
  const page = await fetch(location.href).then(markupOf).catch(() => null);
  const now = page?.getElementById("clock");
  if (!now) return;
  given = Number(now.dataset.seconds);
  began = performance.now();
  tick();
});

toggle.addEventListener("click", () => {
  const hidden = !time.hidden;
  sessionStorage.setItem(HIDDEN, hidden ? "yes" : "");
  show(hidden);
});
show(sessionStorage.getItem(HIDDEN) === "yes");
tick();
