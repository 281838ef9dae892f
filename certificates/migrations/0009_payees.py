"""Each line of a list of payments keeps whom it pays: what is approved is what every copy of the file says."""

from django.db import migrations, models

from rightsadmin.common.sql import Load

# Lines of before are told what the register says now: nothing else is on record of them.
FILL = """
    UPDATE certificates_paymentline l
    SET payee = jsonb_build_object(
        'account', h.number, 'registration', to_jsonb(h.registration_lines),
        'address_lines', to_jsonb(h.address_lines), 'city', h.city, 'state', h.state, 'postal_code', h.postal_code,
        'country', h.country)
    FROM ledger_holderaccount h WHERE h.id = l.account_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0008_brought_back_separated"),
    ]

    operations = [
        migrations.AddField("paymentline", "payee", models.JSONField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        # PostgreSQL alters no table whose deferred checks of this transaction still wait.
        migrations.RunSQL(
            "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;", migrations.RunSQL.noop
        ),
        migrations.AlterField(
            "paymentline", "payee", models.JSONField(help_text="Name and address as they are approved.")
        ),
        Load({"payment_line_guard": "e157431fac9d"}),
    ]
