"""An archive is believed only as far as its manifest and its checksums bear it out; no database is asked."""

import hashlib
import json
import warnings
import zipfile

import pytest

from ledger.errors import BadFile
from ledger.services.handover import archive
from ledger.services.handover.exporting import BALANCES, FORMAT, MANIFEST, SIGNATURE, USERS, VERSION
from rightsadmin.common.archives import CHECKSUMS
from rightsadmin.common.signing import sign

FILES = {USERS: b"{}\n", BALANCES: b"1\n2\n"}


def sums(files):
    return [
        {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest(), "rows": 1}
        for name, content in files.items()
    ]


def manifest(files, **told):
    return {
        "format": FORMAT,
        "version": VERSION,
        "plan": "mim-1998",
        "made_by": "Clerk",
        "made_at": "1999-01-04T12:00:00Z",
        "with_print_files": True,
        "tables": {},
        "totals": {},
        "differences": [],
        "proof": "none yet",
        "members": sums(files),
    } | told


def written(path, files, told, *, compression=zipfile.ZIP_DEFLATED, extra=()):
    with zipfile.ZipFile(path, "w", compression) as made:
        content = told if isinstance(told, bytes) else json.dumps(told).encode()
        signed = sign(content)
        signature = json.dumps({"key": signed.key, "signature": signed.value}).encode()
        beside = [(MANIFEST, content), (SIGNATURE, signature), (CHECKSUMS, b"")]
        for name, piece in [*beside, *files.items(), *extra]:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # of two files of one name, which is the attack
                made.writestr(name, piece)
    return path


@pytest.fixture
def path(tmp_path):
    return tmp_path / "archive.zip"


def refused(path, told):
    with pytest.raises(BadFile, match=told), archive.opened(path):
        pass


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_what_bears_out_its_manifest_is_opened(path, compression):
    stored = f"files/documents/ab/{hashlib.sha256(b'x').hexdigest()}.pdf"
    files = FILES | {stored: b"x"}
    with archive.opened(written(path, files, manifest(files), compression=compression)) as found:
        assert (found.plan, found.made_by, found.with_print_files) == ("mim-1998", "Clerk", True)
        assert list(found.lines(BALANCES)) == ["1", "2"]
        assert [(each.name, each.size, each.rows) for each in found.stored_files()] == [(stored, 1, 1)]
        assert found.manifest_sha256 == hashlib.sha256(zipfile.ZipFile(path).read(MANIFEST)).hexdigest()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (b"{", "The manifest is not JSON"),
        (manifest(FILES, format="another"), "another format"),
        (manifest(FILES, version=VERSION + 1), "another format"),
        (manifest(FILES, members={}), "must be a list"),
        (manifest(FILES, tables=[]), "must be a dict"),
        (manifest(FILES, with_print_files="yes"), "must be a bool"),
        (manifest(FILES, more=1), "The manifest cannot be read"),
        (manifest(FILES, members=[row | {"sha256": "f"} for row in sums(FILES)]), "is no SHA-256"),
        (manifest(FILES, members=[row | {"bytes": "1"} for row in sums(FILES)]), "must be a int"),
        (manifest(FILES, members=[row | {"more": 1} for row in sums(FILES)]), "The manifest cannot be read"),
        (manifest(FILES, members=[*sums(FILES), *sums(FILES)]), "not those that its manifest lists"),
        (manifest({USERS: b"{}\n"}), "not those that its manifest lists"),
        (manifest(FILES | {"more": b""}), "not those that its manifest lists"),
    ],
)
def test_a_manifest_that_is_none_is_refused(path, told, sentence):
    refused(written(path, FILES, told), sentence)


@pytest.mark.parametrize("lacking", list(FILES))
def test_an_archive_without_users_or_balances_is_refused(path, lacking):
    files = {name: content for name, content in FILES.items() if name != lacking}
    refused(written(path, files, manifest(files)), f"The archive lacks {lacking}")


def test_two_files_of_one_name_are_refused(path):
    refused(written(path, FILES, manifest(FILES), extra=[(USERS, b"[]")]), "two files of one name")


def test_a_compression_that_no_export_uses_is_refused(path):
    refused(written(path, FILES, manifest(FILES), compression=zipfile.ZIP_BZIP2), "compressed in a way")


@pytest.mark.parametrize(
    "name", ["files/x", "files/documents/ab/" + "0" * 64, "files/documents/ab/" + "f" * 63 + ".pdf"]
)
def test_a_file_under_a_name_that_is_not_its_hash_is_refused(path, name):
    files = FILES | {name: b"x"}
    refused(written(path, files, manifest(files)), "is no name that a stored file has")


@pytest.mark.parametrize("content", [b"{ \n", b"{}", b"{}\n\n"])
def test_a_changed_file_is_refused(path, content):
    refused(written(path, FILES | {USERS: content}, manifest(FILES)), USERS)


def test_more_files_bytes_or_manifest_than_an_export_has_are_refused(path, monkeypatch):
    written(path, FILES, manifest(FILES))
    size = sum(info.file_size for info in zipfile.ZipFile(path).infolist())
    for bound, enough in (
        ("MOST_MEMBERS", 5),
        ("MOST_BYTES", size),
        ("LONGEST_MANIFEST", zipfile.ZipFile(path).getinfo(MANIFEST).file_size),
    ):
        with monkeypatch.context() as bounds:
            bounds.setattr(archive, bound, enough)
            with archive.opened(path):
                pass
            bounds.setattr(archive, bound, enough - 1)
            refused(path, "it is no")
    path.write_bytes(b"PK")
    refused(path, "cannot be read as a hand-over archive")


def test_a_line_too_long_or_not_whole_or_not_text_is_refused(path, monkeypatch):
    files = FILES | {"long": b"12345\n", "open": b"1\n2", "bytes": b"\xff\n"}
    monkeypatch.setattr(archive, "LONGEST_LINE", 6)
    with archive.opened(written(path, files, manifest(files))) as found:
        assert list(found.lines("long")) == ["12345"]
        for name, told in (("open", "not whole"), ("bytes", "not UTF-8")):
            with pytest.raises(BadFile, match=told):
                list(found.lines(name))
        monkeypatch.setattr(archive, "LONGEST_LINE", 5)
        with pytest.raises(BadFile, match="not whole or longer than 5"):
            list(found.lines("long"))
