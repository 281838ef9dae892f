"""Every word the program keeps is used: terms are read, questions hold what they say, members of lists come about."""

import ast
import json
from collections.abc import Iterable

from ledger.plan_files import HOLDS, PLANS
from ledger.selectors import debts
from ledger.terms import REGISTRY, TermKind
from ledger.terms.shapes import Text, Titles
from tests.house import doors
from tests.house.code import Code, dotted_words, program

# What a term of these types says is for reading: to show or print it is to use it. Every other is to be computed with.
FOR_READING = (Text, Titles)
# These rooms show, print and mail what is computed elsewhere, or compute on figures of the reader's own.
SHOWS = (
    "certificates.selectors.face",
    "certificates.selectors.letters",
    "certificates.selectors.notices.contexts",
    "certificates.selectors.notices.letterhead",
    "certificates.selectors.examiner",
    "ledger.selectors.citations",
    "ledger.selectors.timeline",
    "ledger.selectors.whatif",
)
# Reads the terms that decide the course of a plan, each by its name in a scenario.
COURSE = "ledger.rules.wire.terms.read_terms"
# Asks which open questions hold an act, by its word.
ASKS = frozenset({"require_clear", "holding", "held_by", "power"})


# -------------------------------------------------------------------------------------------------------- terms


def unread(code: Code, reached: Iterable[str], kinds: Iterable[TermKind]) -> set[str]:
    """The terms that nothing reached reads, or that only rooms which show them read."""
    told: set[str] = set()
    computed: set[str] = set()
    for node in reached:
        if not node.startswith("ledger.terms."):
            told |= code.texts[node]
            if ".pages." not in node and not node.startswith(SHOWS):
                computed |= code.texts[node]
    return {
        kind.key
        for kind in kinds
        if kind.key not in (told if isinstance(kind.shape, FOR_READING) else computed)
        and kind.scenario not in code.texts.get(COURSE, ())
    }


def test_every_registered_term_is_read():
    assert unread(program(), doors.reached(), REGISTRY.values()) == set(debts.of_kind("term"))


def test_a_term_that_is_only_shown_counts_as_unread():
    code = Code(
        {
            "ledger.pages.plans.views": "def page():\n    return value('redemption.price'), value('issuer.name')\n",
            "ledger.services.paying": "def pay():\n    return value('exchange.ratio')\n",
            "ledger.services.forgotten": "def never():\n    return value('unit.par')\n",
        }
    )
    kinds = [REGISTRY[key] for key in ("redemption.price", "issuer.name", "exchange.ratio", "unit.par")]
    reached = {"ledger.pages.plans.views.page", "ledger.services.paying.pay"}
    assert unread(code, reached, kinds) == {"redemption.price", "unit.par"}


# -------------------------------------------------------------------------------------------------------- holds


def holding(code: Code, nodes: Iterable[str]) -> set[str]:
    """The words by which these functions ask for open questions: written in the call, or in a table they refer to."""
    found: set[str] = set()
    for node in nodes:
        if node in code.functions:
            for words, call in code.calls(node):
                if words.rpartition(".")[2] in ASKS:
                    found |= _word_of(code, node, call)
    return found


def _word_of(code: Code, node: str, call: ast.Call) -> set[str]:
    given = [*call.args[1:], *(each.value for each in call.keywords if each.arg == "act")]
    words = {each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    if words or not given:
        return words
    tables = {
        each for each in code.arrows[node] if each not in code.functions and each.rpartition(".")[2].isupper()
    }
    return {text for table in tables for text in code.texts[table] if text.isidentifier()}


def asked_at_the_doors(code: Code) -> set[str]:
    """The words that a service asks by, or a selector that a service uses."""
    entered = {node for node in doors.reached() if ".services." in node}
    return holding(code, code.reached(entered))


def holds_of_shipped_plans() -> set[str]:
    issues = [
        issue for path in PLANS.glob("*.json") for issue in json.loads(path.read_text()).get("issues", ())
    ]
    return {word for issue in issues if issue["severity"] == "hold" for word in issue["holds"]}


def test_every_word_a_question_of_a_shipped_plan_holds_by_is_asked_at_a_services_door():
    words = holds_of_shipped_plans()
    assert words - asked_at_the_doors(program()) == set(debts.of_kind("hold"))


def test_every_word_asked_is_one_a_question_can_hold_by():
    assert holding(program(), program().functions) <= HOLDS


def test_a_word_that_only_a_page_asks_by_is_found():
    code = Code(
        {
            "ledger.pages.acts.looks.buying": "def look(plan):\n    held_by(asked, 'flip_in')\n",
            "ledger.services.acting": (
                "HELD_AS = {'a': 'extension', 'b': 'declaration'}\n"
                "def act(plan, kind):\n    questions.holding(plan, HELD_AS[kind])\n"
                "def split(plan):\n    require_clear(plan, 'split')\n"
            ),
        }
    )
    services = {node for node in code.functions if ".services." in node}
    assert holding(code, services) == {"a", "b", "extension", "declaration", "split"}
    assert holding(code, code.functions) - holding(code, services) == {"flip_in"}


# ----------------------------------------------------------------------------------------------- members of lists

# Inside a call of these a member is looked for, not made.
LOOKS_FOR = frozenset({"filter", "exclude", "get", "Q", "When", "count", "order_by", "get_object_or_404"})
LISTS = ("ledger.enums", "certificates.enums")
# The words of the journal, which the rules make and the first of these lists labels.
WORDS = "ledger.rules.vocabulary"
# Acts are the matrix's (test_doors); the others are the rows and columns of the permissions themselves.
OTHERWISE = frozenset({"Act", "Role"})


def members(code: Code) -> dict[str, dict[str, str]]:
    """The node of each closed list with the names of its members and what is stored for each."""
    found: dict[str, dict[str, str]] = {}
    for module in LISTS:
        for name, pieces in code.modules[module].defined.items() if module in code.modules else ():
            for piece in pieces:
                if isinstance(piece, ast.ClassDef) and name not in OTHERWISE:
                    found[f"{module}.{name}"] = dict(_stored(piece))
    return found


def _stored(piece: ast.ClassDef) -> Iterable[tuple[str, str]]:
    for line in piece.body:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            first = line.value.elts[0] if isinstance(line.value, ast.Tuple) else line.value
            yield (
                line.targets[0].id,
                str(first.value) if isinstance(first, ast.Constant) else ast.unparse(first),
            )


def without_producer(code: Code, reached: Iterable[str]) -> set[str]:
    """The members that nothing reached makes: written, chosen on a form, read from a value, or told by a rule.

    A rule knows no list of the database: it tells the value itself, or the word of the journal that the list labels.
    """
    lists, inside = members(code), set(reached)
    told = {text for node in inside if ".rules." in node for text in code.texts[node]}
    offered = {target for node in inside if ".pages." in node for target in code.arrows[node]}
    lacking = {
        f"{node}.{name}" for node, all_ in lists.items() for name, value in all_.items() if value not in told
    }
    for node, module, piece in code.bodies():
        if (
            node in inside
            and not module.startswith((*LISTS, WORDS))
            and (node in offered or not _is_group(piece))
        ):
            for words in _made(piece, module):
                home, _, member = words.rpartition(".")
                target = code.resolve(module, home or member).replace(WORDS, LISTS[0])
                if target in lists and (not home or member in {"choices", "values"}):
                    lacking -= {f"{target}.{name}" for name in lists[target]}
                lacking.discard(f"{target}.{member}")
    return lacking


def _is_group(piece: ast.AST) -> bool:
    """Whether a module names some members together, which makes none of them."""
    return isinstance(piece, ast.Assign) and isinstance(piece.value, ast.Tuple | ast.Set)


def _made(piece: ast.AST, module: str) -> Iterable[str]:
    """The dotted words that stand where a value is made; a page makes one only by a call, or by offering them all."""
    waiting: list[ast.AST] = [piece]
    while waiting:
        node = waiting.pop()
        if _only_asks(node):
            continue
        called = dotted_words(node.func) if isinstance(node, ast.Call) else ""
        words = called or dotted_words(node)
        offers = words.endswith((".choices", ".values"))
        if called or ("." in words and offers == (".pages." in module)):
            yield words
        if isinstance(node, ast.Dict):
            waiting.extend(node.values)
        elif isinstance(node, ast.Call) and called:
            waiting.extend([*node.args, *node.keywords])
        elif not words:
            waiting.extend(ast.iter_child_nodes(node))


def _only_asks(node: ast.AST) -> bool:
    """Whether a member within is compared, looked for, or asked for its words."""
    if isinstance(node, ast.Call):
        return dotted_words(node.func).rpartition(".")[2] in LOOKS_FOR
    if isinstance(node, ast.Attribute):
        return node.attr in {"label", "value"} and not dotted_words(node)
    return isinstance(node, ast.Compare | ast.MatchValue)


def test_every_member_of_a_closed_list_comes_about():
    assert without_producer(program(), doors.reached()) == set(debts.of_kind("member"))


def test_a_member_that_is_only_asked_for_is_found():
    code = Code(
        {
            "ledger.enums": (
                "class Status:\n    OPEN = 'open', 'Open'\n    CLOSED = 'closed', 'Closed'\n    LOST = 'lost', 'Lost'\n"
                "class Kind:\n    ONE = 'one', 'One'\n    TWO = 'two', 'Two'\n"
            ),
            "ledger.services.working": (
                "from ledger.enums import Status\n"
                "def work(row):\n"
                "    if row.status == Status.CLOSED or Row.objects.filter(status=Status.LOST):\n"
                "        return\n"
                "    row.status = Status.OPEN\n"
            ),
            "ledger.pages.working.forms": "from ledger.enums import Kind\ndef form():\n    return Kind.choices\n",
        }
    )
    reached = set(code.functions)
    assert without_producer(code, reached) == {"ledger.enums.Status.CLOSED", "ledger.enums.Status.LOST"}
