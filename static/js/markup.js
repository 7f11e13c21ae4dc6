// The one way in which markup comes into a page: in an answer of our own server, which escaped what people
// wrote. The browser takes it from nowhere else (“trusted-types” in settings.py).

const policy = globalThis.trustedTypes?.createPolicy("answers", { createHTML: (text) => text });

// Returns what an answer holds, not in any page yet.
export async function markupOf(response) {
  const text = await response.text();
  const holder = document.createElement("template");
  holder.innerHTML = policy?.createHTML(text) ?? text;
  return holder.content;
}
