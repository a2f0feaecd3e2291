// A table that says by which columns it can be narrowed down gets a choice for each; without scripts it shows every row.
for (const table of document.querySelectorAll("table[data-filter]")) {
  const rows = [...table.querySelectorAll("tbody tr:not(.group)")];
  const form = document.createElement("form");
  const status = document.createElement("p");
  const choices = [...table.tHead.rows[0].cells].flatMap((head, place) => {
    if (!("filter" in head.dataset)) return [];
    const text = (row) => row.cells[place].textContent.trim();
    const select = document.createElement("select");
    const values = [...new Set(rows.map(text))].sort((a, b) => a.localeCompare(b, document.documentElement.lang));
    select.append(...[table.dataset.filterAll, ...values].map((value, at) => new Option(value, at ? value : "")));
    const label = document.createElement("label");
    label.append(`${table.dataset.filter} ${head.textContent.trim().toLowerCase()} `, select);
    form.append(label);
    return [(row) => !select.value || text(row) === select.value];
  });
  const show = () => {
    for (const row of rows) row.hidden = !choices.every((fits) => fits(row));
    for (const body of table.tBodies) body.hidden = ![...body.querySelectorAll("tr:not(.group)")].some((row) => !row.hidden);
    status.textContent = `${table.dataset.filterCount}: ${rows.filter((row) => !row.hidden).length}`;
  };
  form.className = "filter";
  status.className = "note";
  status.setAttribute("role", "status");
  form.append(status);
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  table.closest(".table").before(form);
  show();
}

// The head of each column of a table with a few rows becomes a button that sorts by it: once, the other way, as it was.
// Rows stay under the name of their group and above their totals; what has no value comes last.
for (const table of document.querySelectorAll("table[data-sort]")) {
  const heads = [...table.tHead.rows[0].cells];
  const names = heads.map((head) => head.textContent.trim());
  const bodies = [...table.tBodies].map((body) => [body, [...body.rows]]);
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const value = (row, place) => {
    const cell = row.cells[place];
    if (cell.dataset.v !== undefined) return heads[place].classList.contains("n") ? Number(cell.dataset.v) : cell.dataset.v;
    return cell.querySelector(".gap, .na") ? null : cell.textContent.trim();
  };
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b));
  const sort = (place, way) => {
    heads.forEach((head, at) => (at === place && way ? head.setAttribute("aria-sort", way) : head.removeAttribute("aria-sort")));
    for (const [body, rows] of bodies) {
      const stays = (row) => row.classList.contains("group") || row.classList.contains("total");
      const known = rows.filter((row) => !stays(row) && way && value(row, place) !== null);
      known.sort((a, b) => compare(value(a, place), value(b, place)) * (way === "descending" ? -1 : 1));
      const sorted = [...known, ...rows.filter((row) => !stays(row) && !known.includes(row))];
      body.append(...rows.filter((row) => row.classList.contains("group")), ...sorted, ...rows.filter((row) => row.classList.contains("total")));
    }
  };
  const ways = (place) => (heads[place].classList.contains("n") ? ["descending", "ascending"] : ["ascending", "descending"]);
  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => {
      const [first, second] = ways(place);
      const now = head.getAttribute("aria-sort");
      sort(place, now === first ? second : now === second ? "" : first);
    });
    head.append(button);
  });
  if (!table.closest(".fold")) continue;
  const narrow = matchMedia("(max-width: 40em)"); // the head is not to be seen there: the choice below takes its place
  const reach = () => table.tHead.querySelectorAll("button").forEach((button) => (button.tabIndex = narrow.matches ? -1 : 0));
  narrow.addEventListener("change", reach);
  reach();
  const form = document.createElement("form");
  const label = document.createElement("label");
  const select = document.createElement("select");
  select.append(new Option(table.dataset.sortNone, ""));
  names.forEach((name, place) => {
    for (const way of ways(place)) select.append(new Option(`${name} ${way === "ascending" ? "↑" : "↓"}`, `${place} ${way}`));
  });
  select.addEventListener("change", () => sort(...(select.value ? [Number(select.value.split(" ")[0]), select.value.split(" ")[1]] : [-1, ""])));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.className = "sorter";
  label.append(`${table.dataset.sort} `, select);
  form.append(label);
  table.closest(".table").before(form);
}
