"""What was posted before milestones were kept is put on record too: separations, and the ends of all Rights."""

from django.db import migrations

# An end of the Board's is effective by its resolution; one by its terms, and a separation, at the close that the
# deadline of the day told. Where there is none: at 5:00 p.m. in New York.
_ENDS = """
    INSERT INTO ledger_milestone (plan_id, kind, day, instant, governing, reason, recorded_at, recorded_by)
    SELECT DISTINCT ON (p.id) p.id, p.state, b.effective_on,
        coalesce(r.effective_at, told.instant, (b.effective_on + time '17:00') AT TIME ZONE 'America/New_York'),
        '', b.legal_basis, b.recorded_at, b.posted_by_name
    FROM ledger_plan p
    JOIN ledger_batch b ON b.plan_id = p.id AND (p.state, b.kind) IN (
        ('redeemed', 'redemption'), ('exchanged', 'exchange'), ('expired', 'expiration'))
    LEFT JOIN ledger_resolution r ON r.plan_id = p.id AND r.id::text = split_part(b.source, ':', 2)
    LEFT JOIN LATERAL (
        SELECT instant FROM ledger_deadline
        WHERE plan_id = p.id AND key = 'expiration' AND date = b.effective_on ORDER BY id DESC LIMIT 1
    ) told ON true
    ORDER BY p.id, b.number DESC
    ON CONFLICT (plan_id, kind) DO NOTHING
"""
_SEPARATIONS = """
    INSERT INTO ledger_milestone (plan_id, kind, day, instant, governing, reason, recorded_at, recorded_by)
    SELECT p.id, 'distribution_date', p.distribution_date,
        coalesce(told.instant, (p.distribution_date + time '17:00') AT TIME ZONE 'America/New_York'),
        coalesce(told.governing, ''), coalesce(told.reason, b.legal_basis), b.recorded_at, b.posted_by_name
    FROM ledger_plan p
    JOIN ledger_separation s ON s.plan_id = p.id AND s.status = 'posted'
    JOIN ledger_batch b ON b.id = s.batch_id
    LEFT JOIN LATERAL (
        SELECT instant, reason, (
            SELECT string_agg(prong, ';') FROM jsonb_array_elements_text(explanation -> 'governing') prong
        ) AS governing
        FROM ledger_deadline
        WHERE plan_id = p.id AND key = 'distribution_date' AND date = p.distribution_date ORDER BY id DESC LIMIT 1
    ) told ON true
    WHERE p.distribution_date IS NOT NULL
    ON CONFLICT (plan_id, kind) DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0016_clocks")]
    operations = [migrations.RunSQL(text, migrations.RunSQL.noop) for text in (_ENDS, _SEPARATIONS)]
