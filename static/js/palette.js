// The command palette: Ctrl or Cmd and K; the server ranks the answers, arrows walk them, Enter opens the first.
const palette = document.querySelector("#palette");
const input = palette?.querySelector("input");
const hits = () => [...palette.querySelectorAll(".hit")];

document.addEventListener("keydown", (event) => {
  if (!palette || event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  if (palette.open) {
    palette.close();
    return;
  }
  palette.showModal();
  input.select();
  input.dispatchEvent(new CustomEvent("open-palette", { bubbles: true }));
});

palette?.addEventListener("keydown", (event) => {
  const links = hits();
  const here = links.indexOf(document.activeElement);
  if (event.key === "ArrowDown") links[Math.min(here + 1, links.length - 1)]?.focus();
  else if (event.key === "ArrowUp") (here > 0 ? links[here - 1] : input).focus();
  else if (event.key === "Enter" && document.activeElement === input && links.length > 0) links[0].click();
  else return;
  event.preventDefault();
});

palette?.addEventListener("click", (event) => {
  if (event.target === palette) palette.close();
});
