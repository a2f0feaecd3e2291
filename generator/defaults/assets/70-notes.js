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
  if (told.textContent) time.after(" ", told);
  if (isAgo !== undefined && today >= Date.parse(time.dateTime)) time.after(` (${ago(time.dateTime)})`);
}
