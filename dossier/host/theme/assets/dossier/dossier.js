/* Filters and search. Every page is complete without this file. */
(() => {
  "use strict";

  /* Letters without their marks, so that "Uighur" finds "Uïghur" and "oe" finds "œ". */
  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[’‘]/g, "'");

  const number = new Intl.NumberFormat(document.documentElement.lang);

  /* A filtered list keeps its filters in the address, so that the view can be linked to. */
  const filter = (form) => {
    const root = form.closest("section") || document;
    const rows = [...root.querySelectorAll(`.${form.dataset.filters}`)].map((row) => ({
      row,
      text: fold(row.textContent),
      of: (name) => (row.getAttribute(`data-${name}`) || "").split(" "),
    }));
    const output = form.querySelector("output");
    const fields = [...form.elements].filter((field) => field.name);
    const choices = fields.filter((field) => field.options);
    for (const option of choices.flatMap((field) => [...field.options])) option.dataset.label = option.text;
    const show = sides(form, rows);

    const matches = (field, one) =>
      !field.value || (field.options ? one.of(field.name).includes(field.value) : one.text.includes(fold(field.value)));

    /* Behind each choice, how many rows it would leave with all other filters as they are. */
    const count = (field) => {
      const others = fields.filter((other) => other !== field);
      const left = new Map();
      for (const one of rows) {
        if (!others.every((other) => matches(other, one))) continue;
        for (const value of one.of(field.name)) left.set(value, (left.get(value) || 0) + 1);
      }
      for (const option of field.options) {
        if (!option.value) continue;
        const n = left.get(option.value) || 0;
        option.text = `${option.dataset.label} (${number.format(n)})`;
        option.disabled = n === 0 && !option.selected;
      }
    };

    const years = () => {
      const bars = new Map();
      for (const group of root.querySelectorAll(".d-year")) {
        const left = group.querySelectorAll(`.${form.dataset.filters}:not([data-filtered-out])`).length;
        const heading = group.querySelector("h2, h3");
        if (group.localName === "details" && left < group.querySelectorAll(`.${form.dataset.filters}`).length) group.open = left > 0;
        group.toggleAttribute("data-filtered-out", left === 0);
        group.querySelector(".d-count").textContent = number.format(left);
        bars.set(heading.id.slice(2), left);
        const link = root.querySelector(`.d-years a[data-year="${heading.id.slice(2)}"]`);
        if (!link?.nextElementSibling) continue;
        link.nextElementSibling.textContent = number.format(left);
        link.parentElement.toggleAttribute("data-filtered-out", left === 0);
      }
      const most = Math.max(1, ...bars.values());
      for (const link of root.querySelectorAll(".d-strip a")) {
        const left = bars.get(link.dataset.year) || 0;
        const height = Math.ceil((left * 100) / most);
        const bar = link.querySelector(".d-bar");
        bar.setAttribute("height", height);
        bar.setAttribute("y", 100 - height);
        link.querySelector("title").textContent = `${link.dataset.year}: ${left}`;
      }
    };

    const apply = () => {
      const shown = rows.filter((one) => fields.every((field) => matches(field, one)));
      const seen = new Set(shown);
      for (const one of rows) one.row.toggleAttribute("data-filtered-out", !seen.has(one));
      choices.forEach(count);
      years();
      const left = show(shown) ?? shown.length;
      const words = left === rows.length ? form.dataset.all : form.dataset.some;
      output.textContent = words.replace("{n}", number.format(left)).replace("{total}", number.format(rows.length));
    };

    const remember = () => {
      const query = new URLSearchParams(location.search);
      for (const field of form.elements) {
        if (field.name) query.delete(field.name);
      }
      for (const field of form.elements) if (field.name && field.value) query.append(field.name, field.value);
      const text = query.toString();
      history.replaceState(null, "", `${location.pathname}${text ? `?${text}` : ""}${location.hash}`);
      for (const link of document.querySelectorAll("a[data-keeps-filters]")) link.search = text;
    };

    const query = new URLSearchParams(location.search);
    for (const field of fields) field.value = query.get(field.name) || "";
    form.addEventListener("input", () => { apply(); remember(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
    form.hidden = false;
    apply();
  };

  /* Two to five parties side by side: a column for each, a line for each event of any of them. */
  const sides = (form, rows) => {
    const parties = form.elements.entity;
    const list = document.querySelector(".d-timeline");
    const group = form.querySelector("fieldset");
    if (!group || !parties || !list) return () => {};
    const most = 5;
    const [legend, room] = group.children;
    const named = [...parties.options].filter((option) => option.value).map((option) => [option.value, option.text]);
    const choices = [];
    const offer = (wanted) => {
      const choice = document.createElement("select");
      choice.name = "side";
      choice.setAttribute("aria-label", `${legend.textContent} ${choices.length + 1}`);
      choice.add(new Option("–", ""));
      for (const [value, text] of named) choice.add(new Option(text, value));
      choice.value = wanted || "";
      choices.push(choice);
      room.append(choice);
    };
    const chosen = new URLSearchParams(location.search).getAll("side").slice(0, most);
    while (choices.length < Math.max(2, chosen.length)) offer(chosen[choices.length]);
    group.hidden = false;
    const table = document.createElement("div");
    table.className = "d-sides";
    list.before(table);

    const cell = (kind, content, label) => {
      const one = document.createElement(kind);
      if (label) one.dataset.label = `${label}:`;
      one.append(...content);
      return one;
    };

    /* How many lines there are, if any. */
    return (shown) => {
      const ids = [...new Set(choices.map((choice) => choice.value).filter(Boolean))];
      if (ids.length === choices.length && ids.length < most) offer();
      table.replaceChildren();
      list.hidden = ids.length > 1;
      if (ids.length < 2) return undefined;
      const names = ids.map((id) => named.find(([value]) => value === id)[1]);
      const head = document.createElement("tr");
      head.append(...[form.dataset.date, ...names].map((name) => cell("th", [name])));
      for (const one of head.children) one.scope = "col";
      const body = document.createElement("tbody");
      for (const { row, of } of shown) {
        const with_ = ids.map((id) => of("entity").includes(id));
        if (!with_.includes(true)) continue;
        const date = row.querySelector(".d-date").cloneNode(true);
        const year = row.closest(".d-year").querySelector("h2, h3").id.slice(2);
        date.append(/\d{4}/.test(date.textContent) ? "" : ` ${year}`);
        const line = document.createElement("tr");
        line.append(cell("th", [date]));
        line.firstChild.scope = "row";
        with_.forEach((takes, index) => {
          line.append(cell("td", takes ? [row.querySelector(".d-title a").cloneNode(true)] : [], names[index]));
        });
        body.append(line);
      }
      const whole = document.createElement("table");
      whole.className = "d-table";
      const top = document.createElement("thead");
      top.append(head);
      whole.append(top, body);
      table.append(whole);
      return body.rows.length;
    };
  };

  /* A register whose years have pages of their own is put together, to filter all of it. */
  const gather = (form) => {
    const start = form.querySelector("button");
    const list = document.querySelector(".d-gathered");
    const output = form.querySelector("output");
    const choices = new Map();

    const merge = (label) => {
      const field = label.querySelector("[name]");
      const known = choices.get(field.name);
      if (!known) {
        (choices.get("q")?.closest("label") || form.querySelector("fieldset") || start).before(label);
        choices.set(field.name, field);
        return;
      }
      const values = new Set([...(known.options || [])].map((option) => option.value));
      for (const option of [...(field.options || [])]) if (!values.has(option.value)) known.add(option);
    };

    const sorted = (field) => {
      if (!field.options) return;
      const [all, ...others] = field.options;
      const order = new Intl.Collator(document.documentElement.lang).compare;
      field.replaceChildren(all, ...others.sort((one, other) => order(one.text, other.text)));
    };

    const run = async () => {
      start.disabled = true;
      const years = [...document.querySelectorAll(".d-years a")];
      try {
        if ("newest" in list.dataset) years.reverse();
        const texts = await Promise.all(years.map(async (link) => (await fetch(link.href)).text()));
        texts.forEach((text, index) => {
          const page = new DOMParser().parseFromString(text, "text/html");
          for (const link of page.querySelectorAll(".d-year a[href]")) {
            link.href = new URL(link.getAttribute("href"), years[index].href).href;
          }
          /* Every year counts its sources from one. */
          for (const cite of page.querySelectorAll(".d-year .d-cite")) cite.removeAttribute("id");
          for (const label of page.querySelectorAll(".d-filters label")) merge(label);
          list.append(...page.querySelectorAll(".d-year"));
        });
        copying(list);
      } catch (error) {
        output.textContent = form.dataset.error;
        start.disabled = false;
        return;
      }
      for (const field of choices.values()) sorted(field);
      start.textContent = form.dataset.reset;
      start.type = "reset";
      start.disabled = false;
      start.removeEventListener("click", run);
      filter(form);
    };

    form.hidden = false;
    start.addEventListener("click", run);
    if (location.search) run();
  };

  /* Search, by Pagefind's index of the built pages. */
  const search = async (form) => {
    const summary = document.querySelector(".d-results-summary");
    const list = document.querySelector(".d-results");
    const words = form.elements.q;
    const choices = [...form.querySelectorAll("select")];
    const page = 20;
    let pagefind;

    /* Pagefind escapes the text of excerpts and adds <mark>; only its marks are kept. A text area
       turns entities into characters and makes no elements. */
    const excerpt = (html) => {
      const line = document.createElement("p");
      const decoder = document.createElement("textarea");
      for (const [index, part] of html.split(/<\/?mark>/).entries()) {
        const run = document.createElement(index % 2 ? "mark" : "span");
        decoder.innerHTML = part;
        run.textContent = decoder.value;
        line.append(run);
      }
      return line;
    };

    const link = (href, text) => {
      const one = document.createElement("a");
      one.href = href;
      one.textContent = text;
      return one;
    };

    const entry = (result) => {
      const item = document.createElement("li");
      const kind = document.createElement("span");
      kind.className = "d-where";
      kind.textContent = ["type", "year"].flatMap((name) => result.filters[name] || []).join(", ");
      item.append(link(result.url, result.meta.title), " ", kind);
      const sections = result.sub_results.filter((one) => one.url !== result.url).slice(0, 3);
      if (sections.length) {
        const inner = document.createElement("ul");
        for (const one of sections) {
          const section = document.createElement("li");
          section.append(link(one.url, one.title), excerpt(one.excerpt));
          inner.append(section);
        }
        item.append(inner);
      } else {
        item.append(excerpt(result.excerpt));
      }
      return item;
    };

    const chosen = () => Object.fromEntries(choices.filter((one) => one.value).map((one) => [one.name, one.value]));

    let turn = 0;
    const show = async () => {
      const mine = (turn += 1);
      const text = words.value.trim();
      const filters = chosen();
      const query = new URLSearchParams({ ...(text && { q: text }), ...filters });
      history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
      if (!pagefind) return;
      if (!query.size) {
        list.replaceChildren();
        summary.textContent = "";
        return;
      }
      const found = await pagefind.search(text || null, { filters });
      if (mine !== turn) return;
      const count = found.results.length;
      const phrase = count === 0 ? "none" : count === 1 ? "one" : "many";
      summary.textContent = summary.dataset[phrase].replace("{n}", number.format(count));
      list.replaceChildren();
      const more = async (from) => {
        const part = await Promise.all(found.results.slice(from, from + page).map((one) => one.data()));
        if (mine !== turn) return;
        /* What is called so comes before what only speaks of it. */
        const isNamed = (one) => fold(one.meta.title) === fold(text);
        part.sort((one, other) => isNamed(other) - isNamed(one));
        list.append(...part.map(entry));
        if (from + page < count) {
          const button = document.createElement("button");
          button.className = "d-results-more";
          button.textContent = summary.dataset.more;
          button.addEventListener("click", () => {
            const last = list.lastElementChild.previousElementSibling;
            button.parentElement.remove();
            more(from + page).then(() => last.nextElementSibling?.querySelector("a").focus());
          });
          const item = document.createElement("li");
          item.append(button);
          list.append(item);
        }
      };
      await more(0);
    };

    /* From the words down to the results and among them, and back. */
    const steps = (event) => {
      const links = [...list.querySelectorAll("a, button")];
      const at = links.indexOf(document.activeElement);
      if (event.key === "Escape") {
        if (at < 0) words.value = "";
        if (at < 0) show();
        words.focus();
      } else if (event.key === "ArrowDown" && (at >= 0 || event.target === words)) {
        links[Math.min(at + 1, links.length - 1)]?.focus();
      } else if (event.key === "ArrowUp" && at >= 0) {
        (at ? links[at - 1] : words).focus();
      } else {
        return;
      }
      event.preventDefault();
    };

    /* The registers below wait for the results: so nothing is moved by these. */
    const seen = () => document.querySelector(".d-without").classList.add("d-seen");

    const query = new URLSearchParams(location.search);
    words.value = query.get("q") || "";
    form.hidden = document.querySelector(".d-found").hidden = false;
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("keydown", steps);
    list.addEventListener("keydown", steps);
    try {
      /* The index of a language is in parts. */
      const bundle = new URL(form.dataset.search, location.href);
      const response = await fetch(new URL("parts.json", bundle));
      const known = (await response.json())[document.documentElement.lang];
      for (const one of choices) {
        for (const [value, name, count] of known.facets[one.name]) one.add(new Option(`${name} (${number.format(count)})`, value));
        one.parentElement.hidden = one.options.length < 2;
        const wanted = query.get(one.name) || "";
        /* Of parties only the most frequent are offered; any can be linked to. */
        if (wanted && ![...one.options].some((option) => option.value === wanted)) one.add(new Option(wanted, wanted));
        one.value = wanted;
      }
      const parts = known.parts.map((part) => new URL(part, bundle).href);
      pagefind = await import(`${parts[0]}pagefind.js`);
      /* The page of a party is long and names it often: neither may count against it. */
      const options = { ranking: { pageLength: 0.1, termFrequency: 0.1, termSaturation: 2 } };
      await pagefind.options(options);
      await Promise.all(parts.slice(1).map((part) => pagefind.mergeIndex(part, { ...options })));
    } catch (error) {
      summary.textContent = summary.dataset.error;
      seen();
      return;
    }
    await show();
    seen();
  };

  /* The key / leads to the search from anywhere; whoever does not want that can say so there. */
  const slash = () => {
    const off = "dossier-no-slash";
    /* A browser may refuse to keep anything. */
    const kept = (store) => {
      try {
        return store(window.localStorage);
      } catch {
        return null;
      }
    };
    const choice = document.querySelector("input[data-slash]");
    if (choice) {
      choice.checked = !kept((store) => store.getItem(off));
      choice.closest("[hidden]").hidden = false;
      choice.addEventListener("change", () => {
        kept((store) => (choice.checked ? store.removeItem(off) : store.setItem(off, "1")));
      });
    }
    document.addEventListener("keydown", (event) => {
      const isTyping = event.target.closest?.("input, select, textarea, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping || kept((store) => store.getItem(off))) return;
      const words = document.querySelector("form[data-search] [name=q]");
      const way = document.querySelector("a[data-search-page]");
      if (!words && !way) return;
      event.preventDefault();
      if (words) words.focus();
      else location.assign(`${way.href}#_q`);
    });
    if (location.hash === "#_q") document.querySelector("form[data-search] [name=q]")?.focus();
  };

  /* A citation says what the list of sources says of it. */
  const told = (event) => {
    const mark = event.target.closest?.('a.d-cite[href^="#_source-"]:not([title])');
    const entry = mark && document.getElementById(mark.hash.slice(1))?.cloneNode(true);
    if (!entry) return;
    for (const one of entry.querySelectorAll(".d-back, .Z3988")) one.remove();
    mark.title = entry.textContent.replace(/\s+/g, " ").trim();
  };
  for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, told);

  /* The address of a statement and the citation of a page, taken away by a button that says so. */
  const copying = (root) => {
    const said = document.getElementById("_copied");
    if (!said || !navigator.clipboard) return;
    const button = (words, text) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "d-copy";
      made.textContent = words;
      made.addEventListener("click", async () => {
        const done = await navigator.clipboard.writeText(text()).then(() => "copied", () => "failed");
        made.textContent = said.textContent = said.dataset[done];
        setTimeout(() => { made.textContent = words; said.textContent = ""; }, 2500);
      });
      return made;
    };
    for (const link of root.querySelectorAll(".d-foot > a")) {
      const made = button(said.dataset.link, () => link.href);
      made.ariaLabel = said.dataset.statement;
      link.after(" ", made);
    }
    for (const place of root.querySelectorAll(".d-citation")) {
      const made = button(said.dataset.citation, () => {
        const cited = place.cloneNode(true);
        for (const one of cited.querySelectorAll("p, details, button")) one.remove();
        return cited.textContent.replace(/[ \n]+/g, " ").trim();
      });
      place.insertBefore(made, place.querySelector("p, details"));
    }
  };

  /* A network wider than the screen begins at its middle, where most is. */
  for (const map of document.querySelectorAll(".d-map")) map.scrollLeft = (map.scrollWidth - map.clientWidth) / 2;

  for (const form of document.querySelectorAll("form[data-filters]")) (form.dataset.reset ? gather : filter)(form);
  for (const form of document.querySelectorAll("form[data-search]")) search(form);
  slash();
  copying(document);
})();
