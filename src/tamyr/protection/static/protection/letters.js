// Seals and opens letters in the browser. Without it the server does so, or a program of one's own.
(() => {
  const all = (name, within = document) => [...within.querySelectorAll(`[data-${name}]`)];
  const show = (name, shown, within) => all(name, within).forEach((place) => { place.hidden = !shown; });

  const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const digest = (text) => age.sha256(new TextEncoder().encode(text));
  const random = (length) => crypto.getRandomValues(new Uint8Array(length));

  async function seal(text, keys, size) {
    const words = new TextEncoder().encode(text.replace(/\0/g, ""));
    if (words.length > size) throw new Error("too long");
    const filled = new Uint8Array(size);
    filled.set(words);
    const encrypter = new age.Encrypter();
    keys.forEach((key) => encrypter.addRecipient(key));
    return encrypter.encrypt(filled);
  }

  async function open(sealed, identity) {
    const decrypter = new age.Decrypter();
    decrypter.addIdentity(identity);
    return new TextDecoder().decode(await decrypter.decrypt(sealed)).replace(/\0+$/, "");
  }

  const LEAST_PASSPHRASE = 16;
  const passkeysWork = async () => {
    // Browsers bind no passkey to a number.
    if (!window.PublicKeyCredential || /^[\d.]+$|^\[/.test(location.hostname)) return false;
    const known = PublicKeyCredential.getClientCapabilities;
    return !known || (await known.call(PublicKeyCredential))["extension:prf"] !== false;
  };

  // A secret key is locked under a passphrase, or under a passkey of this device; neither is ever sent.
  async function lockByPassphrase(identity, passphrase) {
    const encrypter = new age.Encrypter();
    encrypter.setPassphrase(passphrase);
    encrypter.setScryptWorkFactor(17); // 128 MB: a cheap phone has them.
    return base64(await encrypter.encrypt(identity));
  }

  async function lockByPasskey(identity, form) {
    try {
      const passkey = await age.webauthn.createCredential({ keyName: form.dataset.name });
      const encrypter = new age.Encrypter();
      encrypter.addRecipient(new age.webauthn.WebAuthnRecipient({ identity: passkey }));
      form.elements.passkey_wrapped.value = base64(await encrypter.encrypt(identity));
      form.elements.passkey.value = passkey;
    } catch (error) {
      // A device that cannot is told of by the library; one that does not want to, by the browser.
      throw new Told(error instanceof DOMException ? form.dataset.stopped : form.dataset.noPrf);
    }
  }

  async function unlocked(form) {
    const { passkey, unlock } = form.dataset;
    const decrypter = new age.Decrypter();
    if (passkey) decrypter.addIdentity(new age.webauthn.WebAuthnIdentity({ identity: passkey }));
    else decrypter.addPassphrase(typed(form, "once"));
    return decrypter.decrypt(bytesOf(unlock), "text");
  }

  // The same as protection/logic/receipts.py.
  const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const plain = (code) =>
    [...code.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1")].filter((one) => LETTERS.includes(one)).join("");
  const newCode = () => Array.from(random(28), (byte) => LETTERS[byte & 31]).join("").match(/.{4}/g).join("-");
  const tokenOf = (code) =>
    Array.from(digest(`tamyr receipt token:${plain(code)}`), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const identityOf = (code) =>
    age.bech32.encodeFromBytes("age-secret-key-", digest(`tamyr receipt key:${plain(code)}`)).toUpperCase();

  // What went wrong, in the reader's own words.
  class Told extends Error {}
  const failed = (form, said) => {
    const place = form.querySelector("[data-failed]");
    place.textContent = said || place.dataset.failed;
    place.hidden = false;
    place.focus();
  };
  // What was opened here, by its place on the page: nowhere else.
  const opened = new Map();
  let secret = "";
  const missing = (place) => place.dataset.missing.split(" ").filter(Boolean);
  const busy = (form, is) => form.querySelectorAll("button").forEach((button) => { button.disabled = is; });

  // Fields of passphrases have no name, so that no form sends them.
  const typed = (form, name) => all(name, form)[0].value;
  function newPassphrase(form) {
    const passphrase = typed(form, "once");
    if (passphrase.length < LEAST_PASSPHRASE) throw new Told(form.dataset.short);
    if (passphrase !== typed(form, "again")) throw new Told(form.dataset.differ);
    return passphrase;
  }

  async function send(form, keys, code, again = true) {
    const about = form.elements.about;
    const text = (about ? `${about.selectedOptions[0].text}\n\n` : "") + form.elements.text.value.trim();
    const to = [...keys, ...(form.dataset.also ? [form.dataset.also] : [])];
    const body = new FormData();
    ["csrfmiddlewaretoken", "form_key", "token"].forEach((name) => {
      if (form.elements[name]) body.set(name, form.elements[name].value);
    });
    body.set("sealed", base64(await seal(text, to, Number(form.dataset.size))));
    body.set("keys", keys.join(" "));
    if (code) {
      body.set("token", tokenOf(code));
      body.set("reply_key", await age.identityToRecipient(identityOf(code)));
    }
    const answer = await fetch(form.action, { method: "POST", body });
    if (answer.status === 201) return "";
    const { said, keys: today } = await answer.json();
    return answer.status === 409 && again && today.length ? send(form, today, code, false) : said;
  }

  const onSubmit = (form, act) => form.addEventListener("submit", async (event) => {
    event.preventDefault();
    show("failed", false, form);
    busy(form, true);
    try {
      await act();
    } catch (error) {
      failed(form, error instanceof Told ? error.message : "");
    }
    busy(form, false);
  });

  const acts = {
    seal(form) {
      const code = "receipt" in form.dataset ? newCode() : "";
      onSubmit(form, async () => {
        if (!form.elements.text.value.trim()) { form.elements.text.focus(); return; }
        const said = await send(form, form.dataset.keys.split(" "), code);
        if (said) { failed(form, said); return; }
        form.reset();
        show("before", false);
        show("sent", true);
        all("code").forEach((place) => { place.textContent = code; });
        all("sent")[0].focus();
      });
    },
    return(form) {
      onSubmit(form, async () => {
        const code = form.elements.code.value;
        const body = new FormData(form);
        body.delete("code");
        body.set("token", tokenOf(code));
        const answer = await fetch(form.action, { method: "POST", body });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        document.querySelector("main").replaceChildren(...page.querySelector("main").childNodes);
        for (const place of all("sealed")) place.innerText = await open(bytesOf(place.dataset.sealed), identityOf(code));
        begin();
      });
    },
    unlock(form) {
      onSubmit(form, async () => {
        secret = await unlocked(form);
        form.reset();
        for (const place of all("fetched")) {
          const sealed = new Uint8Array(await (await fetch(place.dataset.fetched)).arrayBuffer());
          try {
            opened.set(place, await open(sealed, secret));
            place.innerText = opened.get(place);
          } catch {
            place.textContent = place.dataset.notMine;
          }
          place.hidden = false;
        }
        all("unlock").forEach((one) => { one.hidden = true; });
        show("unlocked", true);
        show("give", [...opened.keys()].some((place) => missing(place).length));
      });
    },
    way(form) {
      onSubmit(form, async () => {
        if (form.dataset.way === "passkey") await lockByPasskey(secret, form);
        else form.elements.wrapped.value = await lockByPassphrase(secret, newPassphrase(form));
        form.submit();
      });
    },
    give(form) {
      onSubmit(form, async () => {
        for (const [place, text] of opened) for (const key of missing(place)) {
          const body = new FormData(form);
          body.set("key", key);
          body.set("sealed", base64(await seal(text, [key], Number(form.dataset.size))));
          const answer = await fetch(place.dataset.giveAt, { method: "POST", body });
          if (answer.status !== 201) throw new Error(answer.status);
        }
        show("give", false);
        show("given", true);
        all("given")[0].focus();
      });
    },
    make(form) {
      const how = () => form.elements.how.value;
      form.addEventListener("change", () => show("passphrase", how() !== "passkey", form));
      onSubmit(form, async () => {
        const passphrase = how() === "passkey" ? "" : newPassphrase(form);
        const identity = await age.generateX25519Identity();
        if (how() !== "passphrase") await lockByPasskey(identity, form);
        if (passphrase) form.elements.wrapped.value = await lockByPassphrase(identity, passphrase);
        form.elements.public.value = await age.identityToRecipient(identity);
        form.submit();
      });
    },
  };

  function begin() {
    show("without-scripts", false);
    show("with-scripts", true);
    Object.entries(acts).forEach(([name, act]) => all(name).forEach((form) => {
      if (!form.dataset.begun) { form.dataset.begun = "yes"; act(form); }
    }));
  }
  begin();
  passkeysWork().then((work) => { show("with-passkeys", work); show("without-passkeys", !work); });
})();
