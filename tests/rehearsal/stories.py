"""Stories as files have them, made by a few words."""

import json

from rightsadmin.rehearsal.reading import read_cases
from rightsadmin.rehearsal.story import rehearse


def case(*steps, base="plain", terms=None, holders=None, name="a story"):
    told = {"name": name, "plan": {"base": base, "terms": terms or {}}, "steps": list(steps)}
    return told | ({"holders": holders} if holders else {})


def do(verb, at, **fields):
    return {"do": verb, "at": at, **{name.rstrip("_"): value for name, value in fields.items()}}


def ask(question, at, **fields):
    return {"ask": question, "at": at, **fields}


def carried(*steps, **plan):
    """The answers to the steps."""
    (read,) = read_cases(json.dumps(case(*steps, **plan)))
    return rehearse(read)["steps"]
