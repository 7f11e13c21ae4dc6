// A button after each citation that copies it, italics kept where the clipboard takes them.

for (const citation of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy the ${citation.dataset.copy}: ${citation.textContent.slice(0, 60)}`);
  button.addEventListener("click", () => copy(citation, button));
  citation.after(" ", button);
}

async function copy(citation, button) {
  const as = (type, text) => new Blob([text], { type });
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        "text/html": as("text/html", citation.innerHTML),
        "text/plain": as("text/plain", citation.textContent),
      }),
    ]);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(citation);
    button.textContent = "Selected: press Ctrl C";
  }
  setTimeout(() => { button.textContent = "Copy"; }, 2000);
}
