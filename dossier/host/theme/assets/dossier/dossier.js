/* Filters and search. Every page is complete without this file. */
(() => {
  "use strict";

  /* A filtered register keeps its filters in the address, so that the view can be linked to. */
  const filter = (form) => {
    const rows = [...document.querySelectorAll(`.${form.dataset.filters}`)];
    const output = form.querySelector("output");
    const fields = [...form.elements].filter((field) => field.name);
    const number = new Intl.NumberFormat(document.documentElement.lang);

    const matches = (row) =>
      fields.every((field) => {
        if (!field.value) return true;
        if (field.name === "q") {
          return row.textContent.toLocaleLowerCase().includes(field.value.toLocaleLowerCase());
        }
        return (row.dataset[field.name] || "").split(" ").includes(field.value);
      });

    const apply = () => {
      let shown = 0;
      for (const row of rows) {
        const visible = matches(row);
        row.toggleAttribute("data-filtered-out", !visible);
        shown += visible;
      }
      for (const group of document.querySelectorAll(".d-year")) {
        const left = group.querySelectorAll(`.${form.dataset.filters}:not([data-filtered-out])`);
        group.toggleAttribute("data-filtered-out", left.length === 0);
        group.querySelector(".d-count").textContent = left.length;
        const year = document.querySelector(`.d-years a[href="#${group.firstElementChild.id}"]`);
        if (!year) continue;
        year.nextElementSibling.textContent = left.length;
        year.parentElement.toggleAttribute("data-filtered-out", left.length === 0);
      }
      output.textContent = shown === rows.length ? "" : `${number.format(shown)} / ${number.format(rows.length)}`;
    };

    const remember = () => {
      const query = new URLSearchParams();
      for (const field of fields) if (field.value) query.set(field.name, field.value);
      const text = query.toString();
      history.replaceState(null, "", `${location.pathname}${text ? `?${text}` : ""}${location.hash}`);
    };

    const query = new URLSearchParams(location.search);
    for (const field of fields) field.value = query.get(field.name) || "";
    form.addEventListener("input", () => { apply(); remember(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
    form.hidden = false;
    apply();
  };

  /* Search, by Pagefind's index of the built pages. */
  const search = async (form) => {
    const summary = document.querySelector(".d-results-summary");
    const list = document.querySelector(".d-results");
    const words = form.elements.q;
    const type = form.elements.type;
    const page = 20;
    let pagefind;

    const entry = (result) => {
      const item = document.createElement("li");
      const title = document.createElement("a");
      title.href = result.url;
      title.textContent = result.meta.title;
      const excerpt = document.createElement("p");
      /* Pagefind escapes the text of excerpts and adds <mark>; only its marks are kept. A text area
         turns entities into characters and makes no elements. */
      const decoder = document.createElement("textarea");
      for (const [index, part] of result.excerpt.split(/<\/?mark>/).entries()) {
        const run = document.createElement(index % 2 ? "mark" : "span");
        decoder.innerHTML = part;
        run.textContent = decoder.value;
        excerpt.append(run);
      }
      item.append(title, excerpt);
      return item;
    };

    let turn = 0;
    const show = async () => {
      const mine = (turn += 1);
      const text = words.value.trim();
      const query = new URLSearchParams();
      if (text) query.set("q", text);
      if (type.value) query.set("type", type.value);
      history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
      if (!pagefind) return;
      if (!text && !type.value) {
        list.replaceChildren();
        summary.textContent = "";
        return;
      }
      const found = await pagefind.search(text || null, { filters: type.value ? { type: type.value } : {} });
      if (mine !== turn) return;
      const count = found.results.length;
      const phrase = count === 0 ? "none" : count === 1 ? "one" : "many";
      summary.textContent = summary.dataset[phrase].replace("{n}", count);
      list.replaceChildren();
      const more = async (from) => {
        const part = await Promise.all(found.results.slice(from, from + page).map((one) => one.data()));
        if (mine !== turn) return;
        list.append(...part.map(entry));
        if (from + page < count) {
          const button = document.createElement("button");
          button.className = "d-results-more";
          button.textContent = summary.dataset.more;
          button.addEventListener("click", () => { button.parentElement.remove(); more(from + page); });
          const item = document.createElement("li");
          item.append(button);
          list.append(item);
        }
      };
      await more(0);
    };

    const query = new URLSearchParams(location.search);
    words.value = query.get("q") || "";
    form.hidden = document.querySelector(".d-found").hidden = false;
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    try {
      /* The index of a language is in parts. */
      const bundle = new URL(form.dataset.search, location.href);
      const response = await fetch(new URL("parts.json", bundle));
      const parts = (await response.json())[document.documentElement.lang].map((part) => new URL(part, bundle).href);
      pagefind = await import(`${parts[0]}pagefind.js`);
      /* The page of a party is long and names it often: neither may count against it. */
      const options = { ranking: { pageLength: 0.1, termFrequency: 0.1, termSaturation: 2 } };
      await pagefind.options(options);
      await Promise.all(parts.slice(1).map((part) => pagefind.mergeIndex(part, { ...options })));
      const filters = await pagefind.filters();
      for (const [name, count] of Object.entries(filters.type || {})) {
        type.add(new Option(`${name} (${count})`, name));
      }
    } catch (error) {
      summary.textContent = summary.dataset.error;
      return;
    }
    type.value = query.get("type") || "";
    await show();
  };

  for (const form of document.querySelectorAll("form[data-filters]")) filter(form);
  for (const form of document.querySelectorAll("form[data-search]")) search(form);
})();
