"""No table of record is emptied."""

from django.db import migrations

from rightsadmin.common.sql import Load


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0006_brought_back"),
        ("ledger", "0026_roles_of_the_database"),
    ]

    operations = [
        Load({"no_truncate": "56ed41378410"}),
    ]
