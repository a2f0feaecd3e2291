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
