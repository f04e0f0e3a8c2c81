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

  // The same as protection/logic/receipts.py.
  const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const plain = (code) =>
    [...code.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1")].filter((one) => LETTERS.includes(one)).join("");
  const newCode = () => Array.from(random(28), (byte) => LETTERS[byte & 31]).join("").match(/.{4}/g).join("-");
  const tokenOf = (code) =>
    Array.from(digest(`tamyr receipt token:${plain(code)}`), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const identityOf = (code) =>
    age.bech32.encodeFromBytes("age-secret-key-", digest(`tamyr receipt key:${plain(code)}`)).toUpperCase();

  const failed = (form, said) => {
    const place = form.querySelector("[data-failed]");
    place.textContent = said || place.dataset.failed;
    place.hidden = false;
    place.focus();
  };
  // What was opened here, by its place on the page: nowhere else.
  const opened = new Map();
  const missing = (place) => place.dataset.missing.split(" ").filter(Boolean);
  const busy = (form, is) => form.querySelectorAll("button").forEach((button) => { button.disabled = is; });

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
    } catch {
      failed(form);
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
        const decrypter = new age.Decrypter();
        decrypter.addPassphrase(form.elements.passphrase.value);
        const identity = await decrypter.decrypt(bytesOf(form.dataset.unlock), "text");
        form.reset();
        for (const place of all("fetched")) {
          const sealed = new Uint8Array(await (await fetch(place.dataset.fetched)).arrayBuffer());
          try {
            opened.set(place, await open(sealed, identity));
            place.innerText = opened.get(place);
          } catch {
            place.textContent = place.dataset.notMine;
          }
          place.hidden = false;
        }
        form.hidden = true;
        show("give", [...opened.keys()].some((place) => missing(place).length));
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
      onSubmit(form, async () => {
        const [once, twice] = [form.elements.passphrase, form.elements.again];
        if (once.value.length < Number(form.dataset.make)) { failed(form, form.dataset.short); return; }
        if (once.value !== twice.value) { failed(form, form.dataset.differ); return; }
        const identity = await age.generateX25519Identity();
        const encrypter = new age.Encrypter();
        encrypter.setPassphrase(once.value);
        encrypter.setScryptWorkFactor(17); // 128 MB: a cheap phone has them.
        form.elements.wrapped.value = base64(await encrypter.encrypt(identity));
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
})();
