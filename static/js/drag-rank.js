// Ranking by drag: the factor goes where its handle is let go. The buttons and the numbers beside it do the same.

export function drag({ target, pointerId, clientY }) {
  const row = target.closest("li");
  const rows = [...row.parentElement.children];
  const from = rows.indexOf(row);
  const middles = rows.map((each) => each.getBoundingClientRect()).map(({ top, height }) => top + height / 2 + scrollY);
  const start = clientY + scrollY;
  let place = from;

  const move = (event) => {
    if (event.pointerId !== pointerId) return;
    const by = event.clientY + scrollY - start;
    const here = middles[from] + by;
    place = middles.filter((middle, at) => at !== from && middle < here).length;
    row.style.translate = `0 ${by}px`;
    rows.forEach((each, at) => {
      each.classList.toggle("lands-above", place < from && at === place);
      each.classList.toggle("lands-below", place > from && at === place);
    });
  };
  const stop = (event) => {
    if (event.pointerId !== pointerId) return;
    for (const name of ["pointermove", "pointerup", "pointercancel"]) removeEventListener(name, name === "pointermove" ? move : stop);
    row.style.translate = "";
    for (const each of rows) each.classList.remove("lands-above", "lands-below", "dragged");
    if (event.type === "pointercancel" || place === from) return;
    const select = document.getElementById(`place-${row.dataset.factor}`);
    select.selectedIndex = place;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  row.classList.add("dragged");
  addEventListener("pointermove", move);
  addEventListener("pointerup", stop);
  addEventListener("pointercancel", stop);
}
