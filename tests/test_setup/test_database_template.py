"""The kept template of the test database: made once for its digest, whole or not there."""

import ast
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import psycopg
import pytest

from rightsadmin.embedded import EmbeddedServerError, Postgres
from tools import database_template as template


def migrate(server):
    """A cheap migration: what is copied matters here, not what is in it."""
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE migrated (word text)")


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(template, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(template, "_migrate", migrate)
    return tmp_path / "kept"


@pytest.fixture
def new_server(state):
    servers = []

    def make():
        folder = Path(tempfile.mkdtemp(dir=state))
        folder.chmod(0o711)
        servers.append(Postgres(folder, durable=False))
        return servers[-1]

    yield make
    for server in servers:
        server.stop()


def folders(kept):
    return sorted(path.name for path in kept.iterdir() if path.is_dir())


def test_a_failed_or_killed_making_leaves_nothing_and_the_next_run_makes_it(kept, new_server, monkeypatch):
    def fail(server):
        raise EmbeddedServerError("the migrations failed")

    monkeypatch.setattr(template, "_migrate", fail)
    with pytest.raises(EmbeddedServerError, match="the migrations failed"):
        template.begin_with_template(new_server())
    assert folders(kept) == []
    (kept / template.UNFINISHED).mkdir()  # what kill -9 leaves in the middle of the copy

    monkeypatch.setattr(template, "_migrate", migrate)
    made, copied = new_server(), new_server()
    template.begin_with_template(made)
    assert folders(kept) == [template.digest_for(made)]
    monkeypatch.setattr(template, "_migrate", fail)  # it is not made again
    template.begin_with_template(copied)
    copied.start()
    with psycopg.connect(copied.url) as connection:
        assert connection.execute("SELECT count(*) FROM migrated").fetchone() == (0,)


def test_two_runs_at_once_make_it_once(kept, state):
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from rightsadmin.embedded import Postgres
        from tests.test_setup.test_database_template import migrate
        from tools import database_template as template

        template.KEPT, template._migrate = Path(sys.argv[1]), migrate
        state = Path(sys.argv[2])
        state.mkdir(mode=0o711)
        template.begin_with_template(Postgres(state, durable=False))
        print((state / "postgres" / "PG_VERSION").exists())
    """)
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(kept), str(state / name)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("first", "second")
    ]
    told = [run.communicate(timeout=120) for run in runs]

    assert [out for out, _ in told] == ["True\n", "True\n"], told
    assert sum("making the template" in error for _, error in told) == 1
    assert len(folders(kept)) == 1


def test_the_digest_follows_every_file_that_shapes_the_schema(tmp_path, monkeypatch, new_server):
    server = new_server()
    assert template.digest_for(server) == template.digest_for(server)
    for path in template.sources():
        copy = tmp_path / path.relative_to(template.ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    before = template.digest_for(server)
    monkeypatch.setattr(template, "ROOT", tmp_path)
    assert template.digest_for(server) == before

    digests = {before}
    for path in template.sources():
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        digests.add(template.digest_for(server))
        path.write_bytes(content)
    (tmp_path / "ledger/migrations/9999_more.py").write_text("")
    digests.add(template.digest_for(server))
    assert len(digests) == len(template.sources()) + 1  # each file, and the new one


def test_migrations_read_only_what_the_digest_covers():
    sources = set(template.sources())
    packages = {path.name for path in template.ROOT.iterdir() if (path / "__init__.py").exists()}
    for path in sources:
        if path.suffix != ".py" or "migrations" not in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = (
                [node.module]
                if isinstance(node, ast.ImportFrom)
                else [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else []
            )
            for name in names:
                if name and name.partition(".")[0] in packages:
                    module = template.ROOT / name.replace(".", "/")
                    assert module.with_suffix(".py") in sources, f"{path} imports {name}"
    assert set(template.ROOT.glob("*/sql/**/*.sql")) <= sources


def test_of_old_templates_those_used_last_stay(kept, monkeypatch, new_server):
    monkeypatch.setattr(template, "KEPT_AT_MOST", 2)
    monkeypatch.setattr(template, "_make", lambda folder, _home: folder.mkdir())
    digests = iter(["first", "second", "first", "third"])
    monkeypatch.setattr(template, "digest_for", lambda _server: next(digests))
    for _ in range(4):
        template.begin_with_template(new_server())

    assert folders(kept) == ["first", "third"]
