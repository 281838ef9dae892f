"""No code, page or letter quotes the paper of a plan: the words of MIM's Form 8-K are data of that plan."""

import re
import subprocess
from pathlib import Path

from ledger.selectors.paper_places import PAPER

ROOT = Path(__file__).resolve().parents[2]
# So many words in the paper's order are a quotation.
RUN = 10
ITS_OWN = ("ledger/data/documents/", "ledger/data/papers/", "ledger/data/plans/", "docs/", "tests/")
READ = (".py", ".html", ".txt", ".sql", ".toml", ".json", ".js")


def _words(text: str) -> list[str]:
    return re.sub(r"[^a-z0-9$% ]", " ", text.lower()).split()


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def quotations(text: str, paper: set[tuple[str, ...]]) -> list[str]:
    """What of the paper stands in a file, texts that are broken over lines put together."""
    whole = re.sub(r"[\"']\s*\n\s*f?[\"']", "", text)
    return sorted(" ".join(run) for run in _runs(whole) & paper)


def test_no_sentence_of_the_8k_stands_outside_its_own_data():
    lines = (line for line in PAPER.read_text().splitlines() if not line.strip().isdigit())
    paper = _runs(" ".join(lines))
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = [
        name for name in listed.stdout.splitlines() if name.endswith(READ) and not name.startswith(ITS_OWN)
    ]
    assert len(files) > 500
    found = {name: told for name in files if (told := quotations((ROOT / name).read_text(), paper))}
    assert found == {}
    broken = 'say("the Company may redeem the Rights in "\n    f"whole, but not in part, at a price")'
    assert quotations(broken, paper)
