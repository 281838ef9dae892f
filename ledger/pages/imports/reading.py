"""How a file was read, for the page: each column, what it is taken for, and its first values."""

from ledger.enums import Listing
from ledger.holder_files import Profile
from ledger.holder_files.figures import DAYS
from ledger.holder_files.shape import ENCODINGS, SEPARATORS
from ledger.holder_files.targets import TARGETS
from ledger.models import HolderImport
from rightsadmin.common.shells import Fact, Panel


def reading_panel(record: HolderImport) -> Panel:
    """The first rows under their headers, with what each column was taken for."""
    reading = record.reading
    labels: list[str] = reading.get("labels", [])
    columns = dict(reading["profile"]["columns"]) if reading.get("profile") else {}
    words = [_label(columns.get(label, "")) for label in labels]
    return Panel(
        title="The first rows, and what each column is",
        note="Taxpayer numbers are not shown and not kept." if columns else "No column is known yet.",
        template="ledger/imports/sample.html",
        data={"columns": list(zip(labels, words, strict=True)), "rows": reading["sample"]},
        flush=True,
        wide=True,
    )


def samples_of(record: HolderImport) -> list[str]:
    """The first values of each column, in one line."""
    rows = record.reading.get("sample", [])
    width = max((len(row) for row in rows), default=0)
    return [
        " | ".join([row[place] for row in rows if place < len(row) and row[place]][:3])[:120]
        for place in range(width)
    ]


def facts_of(profile: Profile) -> list[Fact]:
    """A profile but for its columns, in words."""
    facts = [
        Fact(label="A list of", value=Listing(profile.listing).label),
        Fact(
            label="Encoding",
            value=ENCODINGS[profile.encoding][0] if profile.encoding else "As found in the file",
        ),
        Fact(
            label="Columns are told apart",
            value="by their places"
            if profile.cuts
            else f"by the {SEPARATORS[profile.separator]}"
            if profile.separator
            else "as found in the file",
        ),
        Fact(label="Headers", value="A row of headers names the columns" if profile.has_header else "None"),
        Fact(
            label="Days are written",
            value=DAYS[profile.days][0] if profile.days else "In any form that is known",
        ),
        Fact(label="Totals row", value=f"Begins with {', '.join(profile.total_words)}"),
    ]
    said = (
        (profile.sheet, "Sheet", profile.sheet),
        (profile.decimal_comma, "Decimals", "Follow a comma"),
        (profile.implied, "Decimals without a point", str(profile.implied)),
        (profile.account_digits, "Digits of an account number", str(profile.account_digits)),
        (profile.merges_certificates, "Certificates", "Each row is one; those of an account are added up"),
        (profile.sets_aside_negative, "Negative shares", "Set aside"),
    )
    return facts + [Fact(label=label, value=value) for is_said, label, value in said if is_said]


def columns_of(profile: Profile) -> list[tuple[str, str, str]]:
    """Each column: its header, its place where it has one, and what it is."""
    places = [f"{first}-{last}" for first, last in profile.cuts] or [""] * len(profile.columns)
    return [
        (label, place, _label(word)) for (label, word), place in zip(profile.columns, places, strict=True)
    ]


def _label(word: str) -> str:
    return TARGETS[word].label if word in TARGETS else "Not read"
