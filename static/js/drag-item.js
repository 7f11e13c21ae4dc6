// An item of the library that is being dragged: the paragraph under it takes it.

export function follow(add) {
  const watch = new AbortController();
  const { signal } = watch;
  let card = null;

  const lightUp = (next) => {
    card?.classList.remove("takes");
    card = next;
    card?.classList.add("takes");
  };

  const stop = () => {
    lightUp(null);
    watch.abort();
  };

  document.addEventListener("dragover", (event) => {
    lightUp(event.target.closest?.("#paragraphs [data-factor]"));
    if (!card) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  }, { signal });
  document.addEventListener("drop", (event) => {
    if (card) {
      event.preventDefault();
      add(card.dataset.factor);
    }
    stop();
  }, { signal });
  document.addEventListener("dragend", stop, { signal });
}
