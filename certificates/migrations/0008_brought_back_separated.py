"""A run is released by the reversal of a voiding of before the separation too."""

from django.db import migrations

from rightsadmin.common.sql import Load


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0007_never_emptied"),
    ]

    operations = [
        Load({"run_guard": "72a15534154c"}),
    ]
