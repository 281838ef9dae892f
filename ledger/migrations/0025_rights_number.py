"""The Board changes the number of Rights instead of the Units: a kind of adjustment (section 11(i))."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0024_replays"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="adjustment",
            name="adjustment_kind_known",
        ),
        migrations.AlterField(
            model_name="adjustment",
            name="kind",
            field=models.CharField(
                choices=[
                    ("rights_offering", "Rights or warrants below the market price (11(b))"),
                    ("distribution", "Distribution of debt, cash or assets (11(c))"),
                    ("split", "Dividend, split or combination of the common (11(a)(i), 11(p))"),
                    ("readjustment", "Rights or warrants that expired unexercised (11(b))"),
                    ("rights_number", "Number of Rights changed instead of the Units (11(i))"),
                    ("factor", "A factor that the certificate states"),
                    ("release", "Carried adjustments made at the longstop (11(e))"),
                    ("exchange", "A part of the Rights exchanged: what is left on each share (24)"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "rights_offering",
                            "distribution",
                            "split",
                            "readjustment",
                            "rights_number",
                            "factor",
                            "release",
                            "exchange",
                        ],
                    )
                ),
                name="adjustment_kind_known",
            ),
        ),
    ]
