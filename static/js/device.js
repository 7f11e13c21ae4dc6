// Words that the server has not confirmed yet, kept in this browser as one types. They are sealed with a
// key that comes with the page of their plan alone: who is not shown that page cannot read them here.

const STORE = "unsaved";

const result = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

export function openStore() {
  const opening = indexedDB.open("essayplanner", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "id" });
  return result(opening);
}

export const read = (store) => result(store.transaction(STORE).objectStore(STORE).getAll());

// Writes rows by their ids, null for one to delete: all of them or none.
const commit = (store, rows, durability) => new Promise((resolve, reject) => {
  const transaction = store.transaction(STORE, "readwrite", { durability });
  const shelf = transaction.objectStore(STORE);
  for (const [id, row] of rows) row ? shelf.put(row) : shelf.delete(id);
  transaction.oncomplete = resolve;
  transaction.onabort = () => reject(transaction.error);
  transaction.commit(); // so that closing the page does not take it back
});

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const alive = (writer) => `essayplanner writer ${writer}`;

// Opens what this device keeps for a form, by the form's address and the masked key in its page.
// Gives null where nothing can be kept. Calls `changed` whenever something is safe, or could not be.
export async function openDevice(place, masked, changed) {
  if (!masked || !isSecureContext || !navigator.locks) return null;
  const both = bytes(masked);
  const raw = both.slice(32).map((byte, index) => byte ^ both[index]);
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const store = await openStore();
  // Every page writes under a name of its own, and as long as it lives it holds the lock of that name.
  const writer = crypto.randomUUID();
  await new Promise((held) => {
    navigator.locks.request(alive(writer), () => new Promise(() => held()));
  });

  const known = new Set(); // ids that may be in the store
  const safe = new Map(); // what is in the store for certain: the texts by their ids
  const wanted = new Map(); // what is to be written next; the latest wins
  const latest = new Map(); // the batches on their way, by the ids that no later one has
  const behind = new Map(); // rows that are written, and not on the disk for certain
  const awaited = new Set(); // other pages that live, and may leave something here
  let turn = null;
  let syncing = false;

  async function seal(id, words) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(words)));
    return { id, place, writer, at: Date.now(), saved: words.saved, iv, sealed };
  }

  async function unseal({ iv, sealed }) {
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed)));
  }

  // Sealing takes turns, so that what is latest is written last; what is asked for in one go is written
  // in one go. No batch waits for the disk: a page that is closed has handed over its last word.
  async function write() {
    await turn;
    const batch = new Map(wanted);
    wanted.clear();
    for (const id of batch.keys()) latest.set(id, batch);
    const rows = await Promise.all([...batch].map(async ([id, words]) => [id, words && (await seal(id, words))]));
    put(rows).then(() => {
      for (const [id, words] of batch) words ? safe.set(id, words.value) : safe.delete(id);
    }, () => {}).finally(() => { // where the disk is full, say, it is not said to be safe
      for (const id of batch.keys()) if (latest.get(id) === batch) latest.delete(id);
      changed();
    });
  }

  // One write at a time waits for the disk; those meanwhile survive all but a power cut, till the next.
  function put(rows) {
    for (const [id, row] of rows) behind.set(id, row);
    return syncing ? commit(store, rows, "relaxed") : sync();
  }

  async function sync() {
    syncing = true;
    const rows = [...behind];
    behind.clear();
    try {
      await commit(store, rows, "strict");
    } finally {
      syncing = false;
      if (behind.size) sync().catch(() => {});
    }
  }

  // What a page that is no more left here becomes this page's own.
  async function inherit(gone, take) {
    const rows = [];
    for (const row of await read(store)) {
      // What cannot be read stays: the server may have its old key again one day.
      const words = row.place === place && row.writer === gone && (await unseal(row).catch(() => null));
      if (words) rows.push({ row, words });
    }
    await commit(store, rows.map(({ row }) => [row.id, { ...row, writer }]), "strict");
    for (const { row, words } of rows.sort((one, other) => other.row.at - one.row.at)) {
      known.add(row.id);
      safe.set(row.id, words.value);
      take(row.id, words);
    }
  }

  return {
    // Keeps { value, … } under an id, or with null nothing any more.
    keep(id, words) {
      if (!words && !known.has(id)) return;
      known.add(id);
      if (!wanted.size) turn = write();
      wanted.set(id, words);
    },
    holds: (id, value) => safe.get(id) === value,
    writes: (id) => wanted.has(id) || latest.has(id),
    // Hands over what pages that are no more have left: now, and when one that still lives ends.
    async adopt(take) {
      for (const row of await read(store)) {
        if (row.place !== place || row.writer === writer || awaited.has(row.writer)) continue;
        awaited.add(row.writer);
        navigator.locks.request(alive(row.writer), () => inherit(row.writer, take))
          .catch(() => {}).finally(() => awaited.delete(row.writer));
      }
    },
  };
}
