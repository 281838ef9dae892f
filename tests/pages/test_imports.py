"""Holder files on their pages: checked, read, mapped, kept as a profile, loaded; the template and the help."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ledger.enums import Role
from ledger.holder_files import HolderRow, open_file, read_file
from ledger.models import FileProfile, HolderAccount, HolderImport
from ledger.plan_files import shipped
from ledger.services import plans
from rightsadmin.common.actor import Actor
from tests.ledger.holder_files.shapes import AS_OF, FIXED_ROWS, book, text
from tests.pages.test_pages import INLINE

LINES = (
    "HOLDER ID|NAME 1|NAME 2|SSN|FLAG|SHS HELD",
    "0000000001|CEDE & CO||||17,000,000",
    "0000000002|<b>ANN</b> SMITH|JT TEN|123-45-6789|Q|890,739",
    "TOTAL|||||17,890,739",
)


@pytest.fixture
def plan(db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return plans.load_plan(content=shipped("mim-1998"), actor=Actor.system("test"))


def check(client, plan, content, **said):
    """The file as it was checked on the page."""
    sent = {"file": SimpleUploadedFile("register.txt", content), "as_of": "1998-12-04"} | said
    answer = client.post(reverse("ledger:import-check", args=[plan.slug]), sent)
    assert answer.status_code == 302, answer.content.decode()
    return HolderImport.objects.latest("pk")


def page(client, plan, record):
    return client.get(reverse("ledger:import", args=[plan.slug, record.pk])).content.decode()


def form_of(client, url):
    """What the form on the page would send as it stands."""
    form = client.get(url).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in sent.items() if value is not None and value is not False}


def test_a_file_is_read_mapped_kept_as_a_profile_and_loaded(plan, as_role):
    clerk = as_role("clerk")
    refused = check(clerk, plan, text(*LINES).replace(b"SHS HELD", b"POSN"))
    shown = page(clerk, plan, refused)
    assert "No column is known to be the shares: say which, in a profile." in shown
    assert "The separator is the bar." in shown
    assert "&lt;b&gt;ANN&lt;/b&gt; SMITH" in shown
    assert "123-45-6789" not in shown

    making = reverse("ledger:import-profile", args=[plan.slug, refused.pk])
    assert "First rows: 17,000,000 | 890,739" in clerk.get(making).content.decode()
    sent = form_of(clerk, making) | {"agent": "Example Trust", "name": "Register", "column_4": "mail_code"}
    missing = clerk.post(making, sent)
    assert missing.status_code == 422
    assert "Say which column is the shares." in missing.content.decode()
    answer = clerk.post(making, sent | {"column_5": "shares", "codes": "mail_code: Q = bad"})
    kept = FileProfile.objects.get()
    assert answer.url.endswith(f"?profile={kept.pk}&as_of=1998-12-04")
    assert clerk.get(answer.url).context["form"]["profile"].value() == str(kept.pk)

    record = check(clerk, plan, text(*LINES).replace(b"SHS HELD", b"POSN"), profile=kept.pk)
    shown = page(clerk, plan, record)
    assert "Load the whole file" in shown
    assert "The file&#x27;s own total is 17,890,739 shares, as its rows add up to." in shown
    clerk.post(reverse("ledger:import", args=[plan.slug, record.pk]))
    assert HolderAccount.objects.get(number="0000000002").mail_code == "bad"


def test_a_file_of_fixed_width_shows_its_lines_and_is_mapped_by_places(plan, as_role):
    clerk = as_role("clerk")
    refused = check(clerk, plan, text(*FIXED_ROWS))
    making = reverse("ledger:import-profile", args=[plan.slug, refused.pk])
    assert FIXED_ROWS[0].replace("&", "&amp;") in clerk.get(making).content.decode()
    said = {"agent": "Example Trust", "name": "Old system", "implied": "4"}

    wrong = clerk.post(making, form_of(clerk, making) | said | {"places": "first to last"})
    assert "is no column: write its first and last place" in wrong.content.decode()
    clerk.post(making, form_of(clerk, making) | said | {"places": "1-10 account\n11-30 line1\n48-62 shares"})
    kept = FileProfile.objects.get()
    assert kept.content["cuts"] == [[1, 10], [11, 30], [48, 62]]
    assert check(clerk, plan, text(*FIXED_ROWS), profile=kept.pk).total_shares == 10_000


def test_a_workbook_is_read_on_the_page(plan, as_role):
    content = book(["Account", "Name", "Shares"], ["1", "CEDE & CO", 17_890_739])

    assert check(as_role("clerk"), plan, content).error_count == 0


def test_a_profile_is_changed_into_its_next_version(plan, as_role):
    clerk = as_role("clerk")
    record = check(clerk, plan, text(*LINES))
    making = reverse("ledger:import-profile", args=[plan.slug, record.pk])
    clerk.post(making, form_of(clerk, making) | {"agent": "Example Trust", "name": "Register"})
    first = FileProfile.objects.get()
    change = reverse("ledger:file-profile-change", args=[first.pk])
    clerk.post(change, form_of(clerk, change) | {"account_digits": "12"})

    second = FileProfile.objects.get(version=2)
    assert second.content == first.content | {"account_digits": 12}
    shown = clerk.get(reverse("ledger:file-profile", args=[second.pk])).content.decode()
    assert "In force" in shown
    assert "SHS HELD" in shown
    earlier = clerk.get(reverse("ledger:file-profile", args=[first.pk])).content.decode()
    assert "An earlier version" in earlier
    assert "Change it" not in earlier
    stale = clerk.post(change, form_of(clerk, change))
    assert "has a version 2 by now" in stale.content.decode()


@pytest.mark.parametrize("role", Role.values)
def test_help_profiles_and_template_are_there_for_every_role(plan, as_role, role):
    check(as_role("clerk"), plan, text(*LINES))
    client = as_role(role)
    record = HolderImport.objects.get()
    urls = [reverse("ledger:import-help"), reverse("ledger:file-profiles")]
    for url in [*urls, reverse("ledger:import", args=[plan.slug, record.pk])]:
        answer = client.get(url)
        assert answer.status_code == 200
        assert not INLINE.search(answer.content.decode())


def test_the_template_is_a_whole_file_of_the_house(as_role):
    content = as_role("examiner").get(reverse("ledger:import-template")).getvalue()
    day = AS_OF.replace(year=1999, month=1, day=4)
    rows = list(read_file(open_file(io.BytesIO(content), as_of=day), as_of=day))

    assert all(isinstance(row, HolderRow) for row in rows)
    assert len(rows) == 2


def test_examiner_makes_no_profile(plan, as_role):
    record = check(as_role("clerk"), plan, text(*LINES))

    url = reverse("ledger:import-profile", args=[plan.slug, record.pk])
    assert as_role("examiner").get(url).status_code == 403
    own = check(as_role("clerk"), plan, b"H,holders-1,x")
    assert as_role("clerk").get(reverse("ledger:import-profile", args=[plan.slug, own.pk])).status_code == 404
