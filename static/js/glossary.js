// Lets Esc put away the meaning of a term until the pointer or the focus comes anew (WCAG 1.4.13).
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const term of document.querySelectorAll(".term:hover, .term:focus")) term.classList.add("put-away");
});
for (const comes of ["pointerover", "focusin"]) {
  addEventListener(comes, ({ target }) => target.classList?.remove("put-away"));
}
