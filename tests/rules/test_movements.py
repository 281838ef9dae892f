"""The words of the pure rules are those that the database stores."""

import pytest

from ledger import enums
from ledger.rules.movements import Instrument, Kind, Role, Standing


@pytest.mark.parametrize(
    ("pure", "stored"),
    [
        (Instrument, enums.Instrument),
        (Standing, enums.Standing),
        (Role, enums.SystemRole),
        (Kind, enums.BatchKind),
    ],
)
def test_words_of_the_rules_are_those_stored(pure, stored):
    assert {word.value for word in pure} == set(stored.values)
