// Passkeys: asks the browser to make one or to show one, and sends what it answers with the form.
// What is asked of it stands in the page (data-options) or, before anybody is known, is fetched.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const letters = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

async function make({ publicKey: asked }) {
  const { response, ...made } = named(await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: known(asked.excludeCredentials),
      // It is kept where it is, with the name of the account, so that it can be signed in with alone.
      authenticatorSelection: { ...asked.authenticatorSelection, residentKey: "required", requireResidentKey: true },
    },
  }));
  return {
    ...made,
    response: {
      attestationObject: letters(response.attestationObject),
      clientDataJSON: letters(response.clientDataJSON),
      transports: response.getTransports?.() ?? [],
    },
  };
}

async function show({ publicKey: asked }) {
  const { response, ...shown } = named(await navigator.credentials.get({
    publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: known(asked.allowCredentials) },
  }));
  return {
    ...shown,
    response: {
      authenticatorData: letters(response.authenticatorData),
      clientDataJSON: letters(response.clientDataJSON),
      signature: letters(response.signature),
      userHandle: response.userHandle && letters(response.userHandle),
    },
  };
}

function named(credential) {
  return {
    id: credential.id,
    rawId: letters(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: credential.response,
  };
}

async function asked(form) {
  const there = document.getElementById(form.dataset.options);
  if (there) return JSON.parse(there.textContent).creation_options ?? JSON.parse(there.textContent).request_options;
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json()).request_options;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const trouble = form.querySelector("[data-trouble]");
  form.hidden = !window.PublicKeyCredential;
  const without = document.getElementById("no-passkeys");
  if (without) without.hidden = !form.hidden;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    try {
      const options = await asked(form);
      const credential = await (form.dataset.passkey === "make" ? make : show)(options);
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (error) {
      trouble.textContent = error.name === "InvalidStateError"
        ? "This device has a passkey for your account already."
        : "The passkey was not used: that was stopped, took too long, or there is none on this device. You can try once more.";
      trouble.hidden = false;
    }
  });
}
