"""What is expected is compared as a part of the answer."""

import pytest

from rightsadmin.rehearsal.comparing import agrees


@pytest.mark.parametrize(
    ("expected", "got", "same"),
    [
        ({"a": "1"}, {"a": "1.0", "b": 2}, True),
        ({"a": "1,500"}, {"a": "1500"}, True),
        ({"a": {"b": None}}, {"a": {"b": None}}, True),
        ({"a": None}, {"a": "2019-03-18"}, False),
        ({"ok": True}, {"ok": "true"}, False),
        ({"until": "2021-03-22T17:00"}, {"until": "2021-03-22T17:00:00-04:00"}, True),
        ({"until": "2021-03-22T17:00"}, {"until": "2021-03-22T17:01:00-04:00"}, False),
        ({"contains": ["50%"], "lacks": ["8-K"]}, {"texts": ["up to 50% of it"]}, True),
        ({"lacks": ["8-K"]}, {"texts": ["Form 8-K"]}, False),
        ({"contains": ["x"]}, None, False),
        (["1", "2"], ["1", "2.0"], True),
        (["1"], ["1", "2"], False),
        ({"a": "yes"}, "yes", False),
        ("held", "held", True),
    ],
)
def test_agrees(expected, got, same):
    assert agrees(expected, got) is same
