// A page with a sheet for a notice board offers to print it: on paper there is nothing else of the page.
for (const place of document.querySelectorAll("[data-print]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = place.dataset.print;
  button.addEventListener("click", () => window.print());
  place.append(button);
}

// Two or three of a comparison, side by side. The address keeps the choice: #c-1,c-14 names rows of the first table.
for (const box of document.querySelectorAll(".chooser")) {
  const tables = [...document.querySelectorAll(".compared table")];
  const rows = (table) => new Map([...table.querySelectorAll("tr[data-key]")].map((row) => [row.dataset.key, row]));
  const sources = tables.map((table) => [table, rows(table), [...table.tHead.rows[0].cells].map((head) => head.textContent.trim().replace(/\s+/g, " "))]);
  const named = sources.length ? sources[0][1] : new Map();
  const name = (key) => named.get(key).cells[0].textContent.trim();
  const make = (tag, text, scope) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (scope) element.scope = scope;
    return element;
  };
  const fields = make("fieldset", "");
  fields.append(make("legend", box.dataset.choose));
  const selects = [1, 2, 3].map((number) => {
    const label = make("label", `${box.dataset.option} ${number} `);
    const select = document.createElement("select");
    select.append(new Option(box.dataset.none, ""), ...[...named.keys()].map((key) => new Option(name(key), key)));
    label.append(select);
    fields.append(label);
    return select;
  });
  const status = make("p", "");
  const keep = make("p", box.dataset.keep);
  const region = document.createElement("div");
  status.setAttribute("role", "status");
  status.className = keep.className = "note";
  region.className = "table";
  region.tabIndex = 0;
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", box.dataset.side);
  box.append(fields, keep, status, region);
  const show = () => {
    const chosen = [...new Set(selects.map((select) => select.value).filter(Boolean))];
    const table = document.createElement("table");
    table.className = "data";
    const head = document.createElement("tr");
    table.append(make("caption", box.dataset.side));
    head.append(make("th", box.dataset.measure, "col"), ...chosen.map((key) => make("th", name(key), "col")));
    table.createTHead().append(head);
    for (const [source, found, titles] of sources) {
      const body = table.createTBody();
      const group = body.insertRow();
      const title = make("th", source.caption.textContent, "rowgroup");
      title.colSpan = chosen.length + 1;
      group.className = "group";
      group.append(title);
      titles.slice(1).forEach((text, place) => {
        const row = body.insertRow();
        row.append(make("th", text, "row"), ...chosen.map((key) => found.get(key).cells[place + 1].cloneNode(true)));
      });
    }
    region.replaceChildren(...(chosen.length ? [table] : []));
    region.hidden = !chosen.length;
    status.textContent = chosen.length ? `${box.dataset.side}: ${chosen.map(name).join(", ")}` : "";
    return chosen;
  };
  const read = () => {
    const keys = decodeURIComponent(location.hash.slice(1)).split(",").map((part) => part.replace(/^c-/, "")).filter((key) => named.has(key));
    selects.forEach((select, place) => (select.value = keys[place] || ""));
    show();
  };
  fields.addEventListener("change", () => history.replaceState(null, "", `#${show().map((key) => `c-${key}`).join(",")}`));
  addEventListener("hashchange", read);
  read();
  if (!region.hidden) addEventListener("load", () => box.scrollIntoView());
}
