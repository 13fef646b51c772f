"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const spans = JSON.parse(byId("spans").textContent);
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const frame = byId("marked");
  const told = byId("told");
  let chosen = -1;

  const show = (tab) => {
    for (const other of tabs) {
      const isShown = other === tab;
      other.setAttribute("aria-selected", String(isShown));
      other.tabIndex = isShown ? 0 : -1;
      byId(other.getAttribute("aria-controls")).hidden = !isShown;
    }
  };
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => show(tab));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = tabs[(to + tabs.length) % tabs.length];
      show(next);
      next.focus();
    });
  });
  const ready = () => { document.documentElement.dataset.ready = "yes"; };
  if (!frame) {
    ready();
    return;
  }

  const line = (kind, ...parts) => {
    const made = document.createElement("p");
    made.className = kind;
    made.append(...parts);
    return made;
  };
  const tell = (number) => {
    if (number === "-1") {
      told.replaceChildren(line("", "kept: part of the story"));
      return;
    }
    const span = spans[number];
    const stage = document.createElement("mark");
    stage.className = span.stage;
    stage.textContent = span.stage;
    const rule = document.createElement("b");
    rule.textContent = span.rule;
    told.replaceChildren(
      line("", stage, " ", rule, ` · score ${span.score.toFixed(2)} · ${span.chars.toLocaleString("en")} characters`),
      ...(span.evidence ? [line("", `evidence: ${span.evidence}`)] : []),
      line("text", span.text),
    );
  };
  const page = () => frame.contentDocument;
  const marksOf = (number) => page().querySelectorAll(`mark[data-s="${number}"]`);
  const choose = (number, { andGo } = {}) => {
    for (const mark of page().querySelectorAll("mark.chosen")) mark.classList.remove("chosen");
    tell(String(number));
    chosen = Number(number);
    if (chosen < 0) return;
    const marks = marksOf(number);
    for (const mark of marks) mark.classList.add("chosen");
    if (andGo && marks.length) {
      marks[0].scrollIntoView({ block: "center" });
      marks[0].focus({ preventScroll: true });
    }
  };
  const step = (by, isWanted = () => true) => {
    show(tabs[0]);
    for (let tried = 1; tried <= spans.length; tried += 1) {
      const at = (((chosen < 0 && by < 0 ? 0 : chosen) + by * tried) % spans.length + spans.length) % spans.length;
      if (isWanted(spans[at]) && marksOf(at).length) return choose(at, { andGo: true });
    }
    return undefined;
  };
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  };

  const wire = () => {
    const body = page().body;
    const pick = (event) => {
      const mark = event.target.closest?.("mark[data-s]");
      if (mark) choose(mark.dataset.s);
    };
    for (const kind of ["mouseover", "focusin", "click"]) body.addEventListener(kind, pick);
    page().addEventListener("keydown", onKey);
    document.addEventListener("keydown", onKey);
    byId("next").addEventListener("click", () => step(1));
    byId("before").addEventListener("click", () => step(-1));
    for (const box of document.querySelectorAll(".legend input")) {
      box.addEventListener("change", () => body.classList.toggle(`off-${box.value}`, !box.checked));
    }
    for (const button of document.querySelectorAll("button.rule")) {
      button.addEventListener("click", () => step(1, (span) => span.key === button.dataset.rule));
    }
    ready();
  };
  if (page()?.readyState === "complete" && page().querySelector("mark")) wire();
  else frame.addEventListener("load", wire, { once: true });
})();
