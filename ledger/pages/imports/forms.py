"""The forms of holder files: the one that uploads, and the one on which a profile is made."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from ledger.enums import Listing
from ledger.holder_files import Profile
from ledger.holder_files.figures import DAYS
from ledger.holder_files.profile import MEANINGS, TOTAL_WORDS
from ledger.holder_files.proposals import places_of
from ledger.holder_files.shape import ENCODINGS, SEPARATORS
from ledger.holder_files.targets import TARGETS
from ledger.pages.fields import DayField, WholeField
from ledger.selectors import holder_files

_FOUND = ("", "As found in the file")
_LISTINGS = (("", "Holders of record, or as the file says"), *Listing.choices[1:])
_ENCODINGS = (_FOUND, *((word, label) for word, (label, _) in ENCODINGS.items()))
_SEPARATORS = (_FOUND, *((mark, f"The {name}") for mark, name in SEPARATORS.items()))
_NOT_READ = "-"
_TARGETS = ((_NOT_READ, "Not read"), *((word, target.label) for word, target in TARGETS.items()))
_DAYS = (("", "Any form that is known"), *((word, label) for word, (label, _) in DAYS.items()))
_LONGEST_CODES = 20_000
_PLACE = re.compile(r"([0-9]{1,4})-([0-9]{1,4})(?: (.*))?")


class CheckForm(forms.Form):
    """The file, the close it shows, and what is known of it beforehand."""

    file = forms.FileField(
        label="Holder file",
        help_text="As the transfer agent sends it: CSV with any separator, fixed width, or a workbook (.xlsx).",
    )
    as_of = DayField(label="As of the close of")
    profile = forms.ModelChoiceField(
        queryset=holder_files.profiles(),
        label="Profile",
        required=False,
        empty_label="None: as the file itself says",
        help_text="How this agent’s files are read. Without one, the words of the header propose what each column is.",
    )
    listing = forms.ChoiceField(label="A list of", required=False, choices=_LISTINGS)
    encoding = forms.ChoiceField(label="Encoding", required=False, choices=_ENCODINGS)
    separator = forms.ChoiceField(label="Separator", required=False, choices=_SEPARATORS)


class ProfileForm(forms.Form):
    """A profile: whose it is, how the file is written, and what each of its columns is."""

    agent = forms.CharField(label="Agent", max_length=80, help_text="Whose files these are.")
    name = forms.CharField(
        label="Profile",
        max_length=80,
        help_text="Such as: register with certificates.",
    )
    version_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    listing = forms.ChoiceField(label="A list of", choices=Listing.choices)
    encoding = forms.ChoiceField(label="Encoding", required=False, choices=_ENCODINGS)
    separator = forms.ChoiceField(label="Separator", required=False, choices=_SEPARATORS)
    sheet = forms.CharField(
        label="Sheet",
        required=False,
        max_length=80,
        help_text="Of a workbook; without one, the first that is shown.",
    )
    has_header = forms.BooleanField(label="A row of headers names the columns", required=False)
    days = forms.ChoiceField(label="Days are written", required=False, choices=_DAYS)
    decimal_comma = forms.BooleanField(label="Decimals follow a comma: 1.234,50", required=False)
    implied = WholeField(
        label="Decimals without a point",
        min_value=0,
        max_value=10,
        required=False,
        help_text="How many of the last digits of a figure are decimals: with 4, 80000000 is 8,000.",
    )
    account_digits = WholeField(
        label="Digits of an account number",
        min_value=0,
        max_value=20,
        required=False,
        help_text="Where a spreadsheet took the leading zeros away, they come back up to this length.",
    )
    merges_certificates = forms.BooleanField(
        label="Each row is a certificate: those of an account are added up", required=False
    )
    sets_aside_negative = forms.BooleanField(label="Rows with negative shares are set aside", required=False)
    total_words = forms.CharField(
        label="Words that begin a totals row",
        required=False,
        max_length=300,
        help_text="Commas between them.",
    )
    codes = forms.CharField(
        label="Codes of the agent",
        required=False,
        max_length=_LONGEST_CODES,
        widget=forms.Textarea(attrs={"rows": 5, "class": "mono", "spellcheck": "false"}),
        help_text="One a line: column, code and meaning, as in “mail_code: RP = bad”, “class: 12345A101 = kept”, "
        "“class: 12345A200 = left out”. Columns with codes: " + ", ".join(MEANINGS) + ".",
    )
    places = forms.CharField(
        label="Columns of a fixed-width file",
        required=False,
        max_length=_LONGEST_CODES,
        widget=forms.Textarea(attrs={"rows": 8, "class": "mono", "spellcheck": "false"}),
        help_text="Only where no separator stands between columns. One a line: first and last place, and what it is, "
        "as in “1-10 account”, “11-45 line1”, “46-60 shares”. The words are on the page of help.",
    )

    def __init__(self, *args: Any, labels: Sequence[str], samples: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._labels = labels
        if labels:
            del self.fields["places"]
        for place, label in enumerate(labels):
            sample = samples[place] if place < len(samples) else ""
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=label,
                choices=_TARGETS,
                help_text=f"First rows: {sample}" if sample else "",
            )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors:
            try:
                told["profile"] = self._profile(told)
            except ValueError as error:
                raise forms.ValidationError(str(error)) from error
        return told

    def _profile(self, told: dict[str, Any]) -> Profile:
        places = list(_places(told.get("places", "")))
        columns = [
            (label, "" if (word := told[f"column_{place}"]) == _NOT_READ else word)
            for place, label in enumerate(self._labels)
        ]
        if places:
            columns = [(f"Column {number}", word) for number, (_, word) in enumerate(places, start=1)]
        if not columns:
            raise ValueError("Say where each column begins and ends.")
        return Profile(
            columns=tuple(columns),
            listing=told["listing"],
            encoding=told["encoding"],
            separator=told["separator"],
            sheet=told["sheet"],
            has_header=told["has_header"],
            cuts=tuple(cut for cut, _ in places),
            days=told["days"],
            decimal_comma=told["decimal_comma"],
            implied=told["implied"] or 0,
            account_digits=told["account_digits"] or 0,
            merges_certificates=told["merges_certificates"],
            sets_aside_negative=told["sets_aside_negative"],
            total_words=tuple(filter(None, (each.strip() for each in told["total_words"].split(","))))
            or TOTAL_WORDS,
            codes=tuple(_codes(told["codes"])),
        )


def initial_of(profile: Profile | None, lines: Sequence[str] = ()) -> dict[str, Any]:
    """What the form shows of a profile; without one, the places that the lines of the file propose."""
    if profile is None:
        return {
            "places": "\n".join(f"{first}-{last} " for first, last in places_of(lines)),
            "has_header": False,
            "listing": Listing.REGISTER.value,
            "total_words": ", ".join(TOTAL_WORDS),
        }
    named = ("listing", "encoding", "separator", "sheet", "has_header", "days", "decimal_comma", "implied")
    told = {
        name: getattr(profile, name)
        for name in (*named, "account_digits", "merges_certificates", "sets_aside_negative")
    }
    told |= {f"column_{place}": word or _NOT_READ for place, (_, word) in enumerate(profile.columns)}
    told["total_words"] = ", ".join(profile.total_words)
    told["codes"] = "\n".join(f"{target}: {code} = {meaning}" for target, code, meaning in profile.codes)
    told["places"] = "\n".join(
        f"{first}-{last} {word}".strip()
        for (first, last), (_, word) in zip(profile.cuts, profile.columns, strict=False)
    )
    return told


def _places(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    for line in filter(None, (each.strip() for each in text.splitlines())):
        found = _PLACE.fullmatch(line)
        if not found:
            raise ValueError(
                f"“{line[:40]}” is no column: write its first and last place, then what it is, as in 1-10 account."
            )
        yield (int(found[1]), int(found[2])), (found[3] or "").strip()


def _codes(text: str) -> Iterator[tuple[str, str, str]]:
    for line in filter(None, (each.strip() for each in text.splitlines())):
        target, colon, rest = line.partition(":")
        code, equals, meaning = rest.rpartition("=")
        if not colon or not equals:
            raise ValueError(
                f"“{line[:40]}” is no code: write the column, the code and its meaning, as in mail_code: RP = bad."
            )
        yield target.strip(), code.strip(), meaning.strip()
