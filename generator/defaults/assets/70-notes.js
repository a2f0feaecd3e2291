// Dates grow old by themselves: how long ago a thing changed, and since when a newer one is late, is told by today's date.
for (const time of document.querySelectorAll("time[data-ago], time[data-due]")) {
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const ago = (day) => {
    const days = Math.round((today - Date.parse(day)) / 864e5);
    const [count, unit] = days < 31 ? [days, "day"] : days < 731 ? [days / 30.44, "month"] : [days / 365.25, "year"];
    return new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" }).format(-Math.floor(count), unit);
  };
  const { ago: isAgo, due, late } = time.dataset;
  const told = document.createElement("strong");
  told.className = "late";
  if (due && today > Date.parse(due)) told.textContent = late.replace("{ago}", ago(due));
  if (told.textContent) time.after(" (", told, ")");
  if (isAgo !== undefined && today >= Date.parse(time.dateTime)) time.after(` (${ago(time.dateTime)})`);
}

// A report on a dataset can name one of the rows that are shown: a choice writes its key into the message.
for (const place of document.querySelectorAll("[data-report]")) {
  const { report, rows, label, none } = place.dataset;
  const link = place.querySelector("a");
  const plain = link.href;
  const choice = document.createElement("label");
  const select = document.createElement("select");
  select.append(...[none, ...JSON.parse(rows)].map((text, at) => new Option(text, at ? text : "")));
  select.addEventListener("change", () => {
    link.href = select.value ? report.replaceAll("%7Brow%7D", encodeURIComponent(select.value)) : plain;
  });
  choice.append(`${label} `, select);
  place.append(" ", choice);
}
