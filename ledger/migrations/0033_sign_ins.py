"""Sessions and second factors are the program's to end, and no reader's to see."""

from django.db import migrations

from rightsadmin.common.sql import Load


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0032_taking_out"),
    ]

    operations = [
        Load({"grants": "c5c240915133"}),
    ]
