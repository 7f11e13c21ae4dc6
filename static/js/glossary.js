// Lets Esc put away the meaning of a term, until the pointer and the focus have left it (WCAG 1.4.13).
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const term of document.querySelectorAll(".term:hover, .term:focus")) term.classList.add("put-away");
});
for (const left of ["pointerout", "focusout"]) {
  addEventListener(left, ({ target }) => target.classList?.remove("put-away"));
}
