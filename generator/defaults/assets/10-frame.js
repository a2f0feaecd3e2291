// The reader's choice of light or dark, kept on their device; without it the device decides.
{
  const root = document.documentElement;
  const button = document.querySelector(".switch");
  const isDark = () => (root.dataset.scheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const name = () => { button.title = isDark() ? button.dataset.light : button.dataset.dark; button.setAttribute("aria-label", button.title); };
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    try { localStorage.setItem("scheme", root.dataset.scheme); } catch { /* a browser that keeps nothing forgets the choice */ }
    name();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", name);
  name();

  // Where there is room beside the text, the list of its parts stands open.
  const toc = document.querySelector(".toc");
  if (toc) toc.open = matchMedia("(min-width: 64rem)").matches;
}
