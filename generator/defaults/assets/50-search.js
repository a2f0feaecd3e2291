// The search: the library and the index are asked for at the first use of a field, and never by a page by itself.
{
  const own = new URL(".", document.currentScript.src);
  const root = new URL("..", own);
  const WEIGHTS = { answer: 3, entity: 2.5, list: 1.6, page: 1.6, theme: 1.6, figure: 0.9, dataset: 0.7 };
  const SHORT = 3; // words up to this length are taken as they are written
  const LONG = 8; // beyond it two slips are forgiven, not one
  const SHOWN = 6;
  const LISTED = 30;
  const EXACT = 4;
  const FAINT = 0.06; // what is this much weaker than the best is noise

  const load = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(`search/${name}`, own);
    script.onload = resolve;
    script.onerror = () => reject(new Error(name));
    document.head.append(script);
  });
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const split = (text) => fold(text).split(/[\s\p{P}\p{S}]+/u).filter(Boolean);
  const make = (name, attributes = {}, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };

  // Returns a function from what was written to the items found, best first.
  const engine = () => {
    const { kinds, skipped, synonyms, words, items } = globalThis.searchIndex;
    const silent = new Set(skipped);
    const meant = new Map(Object.entries(synonyms).map(([word, other]) => [fold(word), split(other)]));
    const known = items.map(([kind, title, path, label, names, text, told], id) => (
      { id, kind: kinds[kind], title, path, label, names, text, told, called: [title, ...names.split("; ")].map((name) => split(name).join(" ")) }
    ));
    const library = new globalThis.MiniSearch({
      fields: ["title", "names", "text"], storeFields: ["kind"], tokenize: split, processTerm: (term) => term,
    });
    library.addAll(known);
    // A thing is shown with its first answer, and an answer that was shown is not shown again.
    known.forEach((item, id) => {
      const next = known[id + 1];
      item.lead = item.kind === "entity" && next?.kind === "answer" && next.path.startsWith(`${item.path}#`) ? next : item;
    });
    const told = (found) => {
      const shown = new Set();
      return found.flatMap((item) => {
        const isNew = !shown.has(item.lead);
        shown.add(item.lead);
        return isNew ? [{ ...item, told: item.lead.told }] : item.kind === "answer" ? [] : [item];
      });
    };
    const find = (written, fits = () => true) => {
      const said = split(written);
      const heard = said.filter((term) => !silent.has(term));
      const terms = (heard.length ? heard : said).flatMap((term) => [term, ...(meant.get(term) ?? [])]);
      const wholes = [said.join(" "), terms.join(" "), terms.slice(1).join(" ")];
      const found = library.search(terms.join(" "), {
        boost: { title: 3, names: 2.5, text: 0.4 },
        boostDocument: (id) => WEIGHTS[known[id].kind] * (known[id].called.some((name) => wholes.includes(name)) ? EXACT : 1),
        filter: (result) => fits(known[result.id]),
        fuzzy: (term) => (term.length > LONG ? 2 : term.length > SHORT && !/\d/.test(term) ? 1 : false),
        prefix: (term) => term.length > 1 && !/\d/.test(term),
      });
      const scored = found.map((result) => [result.score * (result.queryTerms.length / terms.length) ** 2, known[result.id]]);
      const best = Math.max(...scored.map(([score]) => score));
      const kept = scored.filter(([score]) => score > best * FAINT).sort(([a], [b]) => b - a);
      return told(kept.map(([, item]) => item));
    };
    const counted = (count) => (count ? words.found[count === 1 ? "one" : "other"].replace("{count}", count) : words.none);
    return { find, counted, words };
  };
  let asked;
  const ready = () => {
    asked ??= Promise.all([load("minisearch.js"), load("index.js")]).then(engine);
    asked.catch(() => { asked = undefined; });
    return asked;
  };
  const address = (item) => new URL(item.path, root).href;
  const parts = (item) => [
    make("span", { class: "hit" }, item.title), " ", make("span", { class: "note" }, item.label),
    ...(item.told ? [make("span", { class: "told" }, item.told)] : []),
  ];

  // A field with a list of suggestions, as the combobox of ARIA 1.2 has it; Tab reaches them too, for they are links.
  const suggest = (form, input, number) => {
    const list = make("div", { role: "listbox", id: `suggestions-${number}`, class: "suggestions", hidden: "" });
    const status = make("p", { role: "status", class: "sr" });
    let active = -1;
    const options = () => [...list.children];
    const mark = (place) => {
      active = place;
      options().forEach((option, at) => option.setAttribute("aria-selected", at === place));
      if (place < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", options()[place].id);
        options()[place].scrollIntoView({ block: "nearest" });
      }
    };
    const open = (is) => {
      list.hidden = !is;
      input.setAttribute("aria-expanded", is);
      if (!is) mark(-1);
    };
    const show = async () => {
      const { find, counted, words } = await ready();
      const written = input.value.trim();
      const found = written ? find(written) : [];
      const more = new URL(form.action);
      more.searchParams.set(input.name, written);
      const links = found.slice(0, SHOWN).map((item) => [address(item), ...parts(item)]);
      if (found.length > SHOWN) links.push([more.href, make("span", { class: "hit" }, words.all)]);
      list.replaceChildren(...links.map(([href, ...inside], at) => (
        make("a", { role: "option", id: `suggestion-${number}-${at}`, href, "aria-selected": "false" }, ...inside)
      )));
      status.textContent = written ? counted(found.length) : "";
      open(links.length > 0);
    };
    list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() || input.getAttribute("aria-label") || "");
    for (const [key, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list", autocomplete: "off",
    })) input.setAttribute(key, value);
    form.append(list, status);
    input.addEventListener("focus", ready, { once: true });
    input.addEventListener("input", show);
    input.addEventListener("keydown", (event) => {
      const count = options().length;
      if (["ArrowDown", "ArrowUp"].includes(event.key) && count) {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        if (list.hidden) open(true);
        const next = active + step;
        mark(next >= count ? -1 : next < -1 ? count - 1 : next);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        options()[active].click();
      }
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || list.hidden) return;
      event.preventDefault();
      input.focus();
      open(false);
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) open(false); });
  };

  // The page of the search shows all that it finds in its own list, from its address and as one types.
  const answer = (form, input, place) => {
    const show = async () => {
      const { find, counted } = await ready();
      const written = input.value.trim();
      const found = written ? find(written) : [];
      place.hidden = !written;
      place.querySelector("[role=status]").textContent = written ? counted(found.length) : "";
      place.querySelector("ol").replaceChildren(...found.slice(0, LISTED).map((item) => {
        const [hit, , ...rest] = parts(item);
        return make("li", {}, make("a", { href: address(item) }, hit), " ", ...rest);
      }));
    };
    input.value = new URLSearchParams(location.search).get(input.name) ?? "";
    input.addEventListener("focus", ready, { once: true });
    input.addEventListener("input", show);
    if (input.value) show();
  };

  // A list of links that is narrowed down, best first, as one types; Enter goes to the first.
  const narrow = (part, number) => {
    const [list, details] = [part.querySelector("ul"), part.querySelector("details")];
    const all = [...list.children];
    const items = new Map(all.map((item) => [item.querySelector("a").href, item]));
    const title = part.querySelector("h2");
    const note = part.querySelector("p.note");
    const hint = make("span", { class: "note", id: `find-hint-${number}` }, part.dataset.find);
    const input = make("input", {
      type: "search", autocomplete: "off", "aria-labelledby": title.id, "aria-describedby": [hint.id, note?.id].filter(Boolean).join(" "),
    });
    const status = make("p", { role: "status", class: "note" });
    const form = make("form", { role: "search", "aria-labelledby": title.id }, input, hint);
    const show = async () => {
      const { find, counted, words } = await ready();
      const written = input.value.trim();
      const found = written ? [...new Set(find(written, (item) => items.has(address(item))).map(address))].map((href) => items.get(href)) : all;
      list.replaceChildren(...found);
      status.textContent = written ? (found.length ? counted(found.length) : words.none) : "";
      if (written) details.open = true;
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await show();
      if (input.value.trim()) list.querySelector("a")?.click();
    });
    input.addEventListener("focus", ready, { once: true });
    input.addEventListener("input", show);
    details.before(form, status);
  };

  const place = document.querySelector("[data-results]");
  document.querySelectorAll("form[data-search]").forEach((form, number) => {
    const input = form.querySelector("input[type=search]");
    if (place && form.parentElement === place.parentElement) answer(form, input, place);
    else suggest(form, input, number);
  });
  document.querySelectorAll("[data-find]").forEach(narrow);
}
