// A chart with more to it than meets the eye can be explored: a button fetches the viewer and the rows from our own
// files, and puts a chart in the place of the picture that tells the value of whatever is pointed at, touched or reached
// by the arrow keys. What it tells stands in a line below it, which Escape clears. Without scripts nothing is missing.
{
  const root = new URL(".", document.currentScript.src);
  const asked = new Map();

  // Classic scripts: from a folder (file:) a browser fetches nothing else.
  const load = (path) => {
    if (!asked.has(path)) {
      asked.set(path, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(path, root);
        script.onload = resolve;
        script.onerror = () => { asked.delete(path); script.remove(); reject(new Error(path)); };
        document.head.append(script);
      }));
    }
    return asked.get(path);
  };

  const element = (tag, name, text = "") => Object.assign(document.createElement(tag), { className: name, textContent: text });

  const legend = (chart) => {
    const keys = element("span", "keys");
    for (const [name, color] of chart.legend) {
      const key = element("span", "key", name);
      key.style.setProperty("--key", color);
      keys.append(key);
    }
    return keys;
  };

  // The mark at a place: the nearest one, for a line or a short bar has hardly any room to point at; of parts the one hit.
  const nearest = (view, chart, item, place) => {
    if (chart.shape === "stack") return item?.datum?.i ?? -1;
    const axis = chart.shape === "rows" ? "y" : "x";
    const scale = view.scale(axis);
    const half = (scale.bandwidth?.() ?? 0) / 2;
    const gaps = chart.rows.map((row) => Math.abs(scale(axis === "y" ? row.i : row.label) + half - place[axis]));
    return gaps.indexOf(Math.min(...gaps));
  };

  const show = async (holder, chart, box, tip) => {
    const spec = structuredClone(window.chartShapes[chart.shape]);
    spec.data.find((data) => data.name === "rows").values = chart.rows;
    const sides = spec.padding.left + spec.padding.right;
    spec.width = Math.max(200, box.clientWidth - sides);
    const options = { mode: "vega", renderer: "svg", actions: false, tooltip: false, hover: false };
    const { view, finalize } = await vegaEmbed(box, spec, options);
    let at = -1;
    const point = (place) => {
      if (place === at) return;
      at = place;
      tip.textContent = at < 0 ? holder.dataset.help : chart.tips[at];
      tip.classList.toggle("told", at >= 0);
      view.signal("at", at).runAsync();
    };
    const reach = (event, item) => {
      const { left, top } = box.querySelector("svg").getBoundingClientRect();
      const place = { x: event.clientX - left - spec.padding.left, y: event.clientY - top - spec.padding.top };
      point(nearest(view, chart, item, place));
    };
    view.addEventListener("pointermove", reach);
    view.addEventListener("pointerdown", reach);
    box.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") point(-1);
      else if (step) point(Math.min(chart.rows.length - 1, Math.max(0, at + step)));
      else if (event.key === "Home") point(0);
      else if (event.key === "End") point(chart.rows.length - 1);
      else return;
      event.preventDefault();
    });
    return finalize;
  };

  for (const holder of document.querySelectorAll(".chart[data-explore]")) {
    const button = element("button", "explore", holder.dataset.open);
    const title = holder.closest(".figure")?.getAttribute("aria-labelledby");
    button.type = "button";
    button.id = `explore-${title}`;
    if (title) button.setAttribute("aria-labelledby", `${button.id} ${title}`);
    const box = element("span", "explored");
    const tip = element("span", "tip", holder.dataset.help);
    let finalize = null;

    const close = () => {
      finalize?.();
      finalize = null;
      box.replaceChildren();
      holder.querySelectorAll(".explored, .keys, .tip").forEach((part) => part.remove());
      holder.classList.remove("exploring");
      button.textContent = holder.dataset.open;
    };
    const open = async () => {
      button.textContent = holder.dataset.loading;
      button.disabled = true;
      try {
        const name = holder.dataset.explore;
        await Promise.all([load("vega/vega.js"), load("vega/shapes.js"), load(`charts/${name}.js`)]);
        const chart = window.charts[name];
        holder.classList.add("exploring");
        Object.assign(tip, { textContent: holder.dataset.help, className: "tip" });
        button.before(box, legend(chart), tip);
        finalize = await show(holder, chart, box, tip);
        box.querySelector("svg").setAttribute("aria-hidden", "true");
        button.textContent = holder.dataset.close;
        button.disabled = false;
        box.focus();
      } catch {
        close();
        button.textContent = holder.dataset.failed;
        button.disabled = false;
      }
    };

    box.tabIndex = 0;
    box.setAttribute("role", "group");
    if (title) box.setAttribute("aria-labelledby", title);
    tip.setAttribute("role", "status");
    tip.id = `tip-${title}`;
    box.setAttribute("aria-describedby", tip.id);
    button.addEventListener("click", () => (finalize ? close() : open()));
    holder.append(button);
  }
}
