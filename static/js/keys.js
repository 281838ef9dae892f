// Keyboard shortcuts: "?" lists them, "/" searches, j and k walk the rows, g and a letter or digit go to a page, a and r reach a decision.
const typing = (element) => element.closest("input, select, textarea, [contenteditable], dialog[open]") !== null;
const rowLinks = () => [...document.querySelectorAll("[data-row]")].map((row) => row.querySelector("a[href]")).filter(Boolean);
const GO_WAIT_MS = 1200;
let goUntil = 0;

function walk(step) {
  const links = rowLinks();
  if (links.length === 0) return;
  const row = document.activeElement.closest("[data-row]");
  const here = row ? links.findIndex((link) => row.contains(link)) : -1;
  const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(here + step, 0), links.length - 1);
  links[next].focus();
  links[next].closest("[data-row]").scrollIntoView({ block: "nearest" });
}

function focusSearch() {
  const field = document.querySelector("[data-filters] input[type=search]") ?? document.querySelector("#search");
  field?.focus();
  field?.select();
}

const acts = {
  "?": () => document.querySelector("#keys-dialog")?.showModal(),
  "/": focusSearch,
  j: () => walk(1),
  k: () => walk(-1),
  g: () => { goUntil = Date.now() + GO_WAIT_MS; },
};

// Who dictates or has an unsteady hand switches the keys of one letter off: in this browser, until they are switched on.
const single = document.querySelector("[data-single-keys]");
const areOff = () => localStorage.getItem("keys") === "off";
document.querySelector("[data-open-keys]")?.addEventListener("click", () => document.querySelector("#keys-dialog").showModal());
if (single) {
  single.checked = !areOff();
  single.closest("[hidden]").hidden = false;
  single.addEventListener("change", () => {
    if (single.checked) localStorage.removeItem("keys");
    else localStorage.setItem("keys", "off");
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || areOff()) return;
  if (Date.now() < goUntil) {
    goUntil = 0;
    const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) {
      event.preventDefault();
      link.click();
      return;
    }
  }
  const named = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (named) {  // it is only reached: pressing it stays a deed of its own
    event.preventDefault();
    named.focus();
    return;
  }
  const act = Object.hasOwn(acts, event.key) ? acts[event.key] : null;
  if (!act) return;
  event.preventDefault();
  act();
});

// Groups of the navigation that somebody opened stay open on the next page.
for (const group of document.querySelectorAll("details[data-rail]")) {
  const name = `rail:${group.dataset.rail}`;
  if (localStorage.getItem(name) === "open") group.open = true;
  // a click comes before what it does: a group that is open now is about to be folded
  group.querySelector("summary").addEventListener("click", () => {
    if (group.open) localStorage.removeItem(name);
    else localStorage.setItem(name, "open");
  });
}

// After a refused form the summary is read first.
document.querySelector("#error-summary")?.focus();
