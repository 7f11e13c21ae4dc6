// Puts a button that prints the page where the page says how to by keys.
const place = document.querySelector("#print");
const button = document.createElement("button");
button.type = "button";
if (!place?.hasAttribute("data-quiet")) button.className = "primary";
button.textContent = "Print this page";
button.addEventListener("click", () => print());
place?.replaceChildren(button);
