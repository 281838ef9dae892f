"""The words of the pure rules are those that the database stores, in their order."""

import pytest
from django.db import models

from ledger import enums
from ledger.rules import vocabulary


@pytest.mark.parametrize(
    ("pure", "stored"),
    [
        (vocabulary.Instrument, enums.Instrument),
        (vocabulary.Standing, enums.Standing),
        (vocabulary.SystemRole, enums.SystemRole),
        (vocabulary.BatchKind, enums.BatchKind),
    ],
)
def test_words_of_the_rules_are_those_stored(pure, stored):
    assert [word.value for word in pure] == stored.values


def test_a_word_without_a_label_is_refused_when_the_module_is_read():
    with pytest.raises(TypeError, match="Some does not label each word"):

        @enums._labels(vocabulary.Instrument)
        class Some(models.TextChoices):
            COMMON = vocabulary.Instrument.COMMON.value, "Common shares"
