import pytest

from tools import command_needs
from tools.command_needs import needs_services


@pytest.mark.parametrize(
    "arguments", [[], ["help"], ["check", "--deploy"], ["migrate", "--help"], ["--version"]]
)
def test_needs_services_is_false_for_commands_without_a_database(arguments):
    assert not needs_services(arguments)


@pytest.mark.parametrize("arguments", [["migrate"], ["shell"], ["no_such_command"]])
def test_needs_services_is_true_unless_a_command_says_no(arguments):
    assert needs_services(arguments)


@pytest.mark.parametrize(
    ("body", "needed"),
    [
        ("requires_services = False", False),
        ("requires_services = True", True),
        ("help = 'requires_services = False'", True),
    ],
)
def test_needs_services_reads_the_command_class(tmp_path, monkeypatch, body, needed):
    commands = tmp_path / "app" / "management" / "commands"
    commands.mkdir(parents=True)
    (commands / "count.py").write_text(f"class Command:\n    {body}\n")
    monkeypatch.setattr(command_needs, "ROOT", tmp_path)

    assert needs_services(["count", "argument"]) is needed
