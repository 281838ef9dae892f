"""Views, digests and triggers: the database has the last word, also against raw SQL."""

from pathlib import Path

from django.db import migrations

from rightsadmin.common.sql import append_only, run_sql

SQL = Path(__file__).resolve().parents[1] / "sql"

HISTORIES = [
    "ledger_historicalplan",
    "ledger_historicalplanterm",
    "ledger_historicalsignatory",
    "ledger_historicalcalendar",
    "ledger_historicalcalendarclosing",
    "ledger_historicalholderaccount",
    "ledger_historicalhold",
    "ledger_historicalperson",
    "ledger_historicaltriggercase",
    "ledger_historicaldirector",
    "ledger_historicalresolution",
    "ledger_historicaldataqualityissue",
]
JOURNALS = [
    "ledger_entry",
    "ledger_batch",
    "ledger_planevent",
    "ledger_planterm",
    "ledger_controlbookentry",
    "ledger_sourcedocument",
    "ledger_beneficialfinding",
    "ledger_auditevent",
    "ledger_separationline",
]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        run_sql(SQL, "append_only"),
        append_only(*JOURNALS, *HISTORIES),
        run_sql(SQL, "guards"),
        run_sql(SQL, "journal"),
    ]
