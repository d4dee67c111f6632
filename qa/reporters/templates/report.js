"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const RANK = ["neutral", "minor", "major", "critical"];
  const body = document.body;
  const list = $("list");
  const narrow = matchMedia("(max-width: 52rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const sides = all("details.sides");

  body.classList.add("js");
  for (const element of all(".js[hidden]")) element.hidden = false;

  // On a phone the references are closed, so that the text can be read in one go.
  const fold = () => sides.forEach((side) => { side.open = !narrow.matches; });
  narrow.addEventListener("change", fold);
  addEventListener("beforeprint", () => sides.forEach((side) => { side.open = true; }));
  addEventListener("afterprint", fold);
  if (narrow.matches) fold();

  for (const radio of all('input[name="side"]')) {
    radio.addEventListener("change", () => {
      for (const side of all(".side")) side.classList.toggle("out", radio.value !== "all" && radio.value !== side.dataset.side);
    });
  }
  if (!list) return;

  const cards = all(".finding", list).map((element, index) => ({
    element,
    index,
    link: element.querySelector(".to"),
    severity: element.dataset.severity,
    category: element.dataset.category,
    confidence: Number(element.dataset.confidence),
    words: element.textContent.toLowerCase(),
    marks: [],
    evidence: [],
    tick: null,
    shown: true,
  }));
  const numbers = (text) => text.split(" ").map((number) => cards[number - 1]);
  const marks = all(".mark").map((element) => ({ element, cards: numbers(element.dataset.f) }));
  for (const mark of marks) for (const card of mark.cards) card.marks.push(mark.element);
  for (const element of all("mark[data-e]")) for (const card of numbers(element.dataset.e)) card.evidence.push(element);
  for (const element of all(".tick")) cards[element.dataset.n - 1].tick = element;

  // Filters.
  const form = $("filters");
  const boxes = all('input[name="severity"]', form);
  const options = all("option", form.category).slice(1);
  const plural = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;

  function filter() {
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const category = form.category.value;
    const confidence = Number(form.confidence.value);
    const words = form.words.value.trim().toLowerCase().split(/\s+/);
    const bySeverity = new Map();
    const byCategory = new Map();
    let shown = 0;
    for (const card of cards) {
      const rest = card.confidence >= confidence && words.every((word) => card.words.includes(word));
      const severe = severities.has(card.severity);
      const inCategory = !category || card.category === category;
      if (rest && inCategory) bySeverity.set(card.severity, (bySeverity.get(card.severity) || 0) + 1);
      if (rest && severe) byCategory.set(card.category, (byCategory.get(card.category) || 0) + 1);
      show(card, rest && severe && inCategory);
      shown += card.shown;
    }
    for (const mark of marks) paint(mark);
    for (const box of boxes) box.parentElement.querySelector(".count").textContent = bySeverity.get(box.value) || 0;
    for (const option of options) option.textContent = `${option.dataset.name} (${byCategory.get(option.value) || 0})`;
    $("limit").textContent = confidence ? `${confidence} % up` : "any";
    form.confidence.setAttribute("aria-valuetext", confidence ? `${confidence} percent or more` : "any");
    const text = shown === cards.length ? plural(shown, "finding") : `${shown.toLocaleString("en")} of ${plural(cards.length, "finding")}`;
    if ($("status").textContent !== text) $("status").textContent = text;
    $("nothing").hidden = shown > 0;
    if (current && !current.shown) clear();
    describe();
  }

  function show(card, shown) {
    if (card.shown === shown) return;
    card.shown = shown;
    card.element.classList.toggle("out", !shown);
    card.tick.classList.toggle("out", !shown);
  }

  function paint(mark) {
    const shown = mark.cards.filter((card) => card.shown);
    const rank = Math.max(...shown.map((card) => RANK.indexOf(card.severity)));
    if (shown.length) {
      mark.element.dataset.severity = RANK[rank];
      mark.element.href = `#${shown[0].element.id}`;
    } else {
      mark.element.removeAttribute("data-severity");
      mark.element.removeAttribute("href");
    }
    mark.element.toggleAttribute("data-deep", shown.length > 1);
  }

  form.addEventListener("input", filter);
  form.category.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  const reset = () => { form.reset(); filter(); };
  form.addEventListener("reset", () => setTimeout(filter));
  $("again").addEventListener("click", () => { reset(); form.words.focus(); });
  $("letters").addEventListener("input", (event) => event.stopPropagation());

  // The finding that is being looked at.
  let current = null;

  function light(card, on) {
    for (const element of [...card.marks, ...card.evidence]) element.classList.toggle("on", on);
    card.tick.classList.toggle("on", on);
    const segment = card.marks.length ? card.marks[0].closest(".segment") : null;
    if (segment) segment.classList.toggle("on", on);
    if (on) card.element.setAttribute("aria-current", "true");
    else card.element.removeAttribute("aria-current");
  }

  function clear() {
    if (!current) return;
    light(current, false);
    current = null;
    history.replaceState(null, "", location.href.split("#")[0]);
    describe();
  }

  function scroll(element) {
    const smooth = !calm.matches && !body.classList.contains("long");
    element.scrollIntoView({ block: "center", behavior: smooth ? "smooth" : "instant" });
  }

  /* Go to a finding; `side` is where the keyboard goes: "text", "list", or "" for nowhere. */
  function select(card, side) {
    if (!card.shown) reset();
    if (current !== card) {
      if (current) light(current, false);
      current = card;
      light(card, true);
      history.replaceState(null, "", `#${card.element.id}`);
    }
    const mark = card.marks[0];
    if (side === "text" && mark) mark.focus({ preventScroll: true });
    else if (side) card.link.focus({ preventScroll: true });
    if (mark) scroll(mark);
    if (!narrow.matches) {
      const shift = card.element.getBoundingClientRect().top - list.getBoundingClientRect().top;
      list.scrollTop += shift - Math.max(0, (list.clientHeight - card.element.offsetHeight) / 3);
    } else if (!mark) scroll(card.element);
    describe();
  }

  function step(by, side) {
    let index = current ? current.index + by : by > 0 ? 0 : cards.length - 1;
    while (cards[index] && !cards[index].shown) index += by;
    if (cards[index]) select(cards[index], side);
  }

  for (const card of cards) {
    const close = document.createElement("button");
    close.type = "button";
    close.className = "close";
    close.textContent = "×";
    close.setAttribute("aria-label", "Close");
    card.element.append(close);
  }
  const cardOf = (element) => cards[element.closest(".finding").id.slice(1) - 1];

  list.addEventListener("click", (event) => {
    if (!event.target.closest(".finding") || getSelection().type === "Range") return;
    event.preventDefault();
    const card = cardOf(event.target);
    if (event.target.closest(".close")) {
      const mark = card.marks[0];
      clear();
      if (mark) mark.focus({ preventScroll: true });
    } else select(card, "text");
  });

  $("article").addEventListener("click", (event) => {
    const element = event.target.closest(".mark[href]");
    if (!element) return;
    event.preventDefault();
    const here = numbers(element.dataset.f).filter((card) => card.shown);
    select(here[(here.indexOf(current) + 1) % here.length], "list");
  });

  addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, select, textarea, [role=slider]")) return;
    const side = target.closest(".mark") ? "text" : "list";
    const letters = $("letters").checked;
    const arrows = target.closest(".mark, .finding");
    if ((letters && event.key === "j") || (arrows && event.key === "ArrowDown")) step(1, side);
    else if ((letters && event.key === "k") || (arrows && event.key === "ArrowUp")) step(-1, side);
    else if (event.key === "Escape") { body.classList.add("quiet"); clear(); return; }
    else return;
    event.preventDefault();
  });
  addEventListener("pointerover", () => body.classList.remove("quiet"));
  addEventListener("focusin", () => body.classList.remove("quiet"));

  const follow = () => {
    const match = /^#[fm](\d+)$/.exec(location.hash);
    const card = match && cards[match[1] - 1];
    if (card) select(card, "");
  };
  addEventListener("hashchange", follow);
  // The browser restores its own place after loading; a link to a finding comes first.
  if (location.hash) history.scrollRestoration = "manual";
  addEventListener("load", () => setTimeout(follow));

  // The strip.
  const strip = $("strip");
  const place = (card) => Number(card.tick.getAttribute("x1"));
  strip.setAttribute("role", "slider");
  strip.setAttribute("aria-label", "Finding");
  strip.setAttribute("aria-valuemin", "1");
  strip.setAttribute("aria-valuemax", cards.length);
  strip.tabIndex = 0;

  function describe() {
    const card = current;
    strip.setAttribute("aria-valuenow", card ? card.index + 1 : 1);
    strip.setAttribute("aria-valuetext", card ? `${card.index + 1}: ${card.severity}, ${card.link.textContent}` : "no finding chosen");
  }

  strip.addEventListener("click", (event) => {
    const box = strip.getBoundingClientRect();
    const width = strip.firstElementChild.viewBox.baseVal.width;
    const at = ((event.clientX - box.left) / box.width) * width;
    const near = cards.filter((card) => card.shown).sort((a, b) => Math.abs(place(a) - at) - Math.abs(place(b) - at));
    if (near.length) select(near[0], "");
  });
  strip.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by) step(by, "");
    else if (event.key === "Home" || event.key === "End") { clear(); step(event.key === "Home" ? 1 : -1, ""); }
    else if (event.key === "Enter" && current) select(current, "text");
    else if (event.key === "Escape") clear();
    else return;
    event.preventDefault();
  });

  // The band on the strip shows which part of the text is on the screen.
  const band = $("band");
  let waiting = false;
  function follows() {
    waiting = false;
    const box = $("article").getBoundingClientRect();
    const width = strip.firstElementChild.viewBox.baseVal.width;
    const share = (y) => Math.min(1, Math.max(0, (y - box.top) / box.height));
    band.setAttribute("x", width * share(0));
    band.setAttribute("width", width * (share(innerHeight) - share(0)));
  }
  const later = () => { if (!waiting) { waiting = true; requestAnimationFrame(follows); } };
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later);
  follows();
  describe();
  filter();
  follow();
})();
