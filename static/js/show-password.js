// A button beside each box for a new password that shows what was typed. It is hidden again when the
// form is sent, so that no browser keeps it as an ordinary text.
for (const box of document.querySelectorAll("input[type=password]")) {
  const button = document.createElement("button");
  const show = (shown) => {
    box.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", shown);
  };
  button.type = "button";
  button.className = "quiet";
  button.textContent = "Show it";
  const [label] = box.labels;
  label.id = `${box.id}_label`;
  button.setAttribute("aria-describedby", label.id);
  show(false);
  button.addEventListener("click", () => show(box.type === "password"));
  box.form.addEventListener("submit", () => show(false));
  box.after(button);
}
