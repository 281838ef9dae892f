"""Formatting and icons for templates; the words come from rightsadmin.common.formatting."""

import uuid
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from rightsadmin.common import formatting
from rightsadmin.common.tables import badge

register = template.Library()

register.filter("quantity", formatting.quantity)
register.filter("money", formatting.money)
register.filter("percent", formatting.percent)
register.filter("long_date", formatting.long_date)
register.filter("short_date", formatting.short_date)
register.filter("instant", formatting.instant)
register.filter("short_digest", formatting.short_digest)
register.filter("state_words", formatting.state_words)
register.filter("recorded", formatting.recorded)
register.simple_tag(badge, name="badge")


@register.simple_tag
def once() -> SafeString:
    """The name of the act that a form is for: sent twice, it is done once (middleware.ActionMiddleware)."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid.uuid4())


# Strokes of the icons, drawn in a box of 16 by 16; constants of ours, so they are safe as they stand.
ICONS = {
    "home": "M2.5 7.5 8 2.75l5.5 4.75M4 6.5v6.75h8V6.5M6.75 13.25v-3.5h2.5v3.5",
    "plan": "M4 1.75h5.5L12.5 4.75v9.5h-8.5zM9.25 2v3h3M6 8h4.5M6 10.75h4.5",
    "holders": (
        "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.75 13.5c.3-2.5 2-4 4.25-4s3.95 1.5 4.25 4"
        "M10.5 2.75a2.4 2.4 0 0 1 0 4.5M12 9.9c1.3.5 2.1 1.8 2.3 3.6"
    ),
    "entries": "M2.5 3.5h11M2.5 8h11M2.5 12.5h7",
    "calendar": "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.25 1.75v3M10.75 1.75v3",
    "gavel": "M8.5 2.5l4 4M6.25 4.75l4 4M7.25 3.75l4.25 4.25M8 7.25 2.25 13M8.5 13.5h5",
    "event": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 5v3.25l2 1.5",
    "check": "M2.75 8.5 6.25 12l7-8",
    "certificate": (
        "M2 2.75h12v7.5H8.5M2 2.75v7.5h1.5M6 9.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4M5 5.5h6"
        "M4.75 13l-.5 2 1.75-.75 1.75.75-.5-2"
    ),
    "inbox": "M2.5 9.5 4.25 3h7.5L13.5 9.5v4h-11zM2.5 9.5h3.25l1 1.75h2.5l1-1.75h3.25",
    "run": "M4 5.5v-3.5h8v3.5M4 11.5H2.25v-6h11.5v6H12M4 9.5h8v4.5H4z",
    "audit": "M8 1.75 13 3.75v4c0 3-2.1 5.3-5 6.5-2.9-1.2-5-3.5-5-6.5v-4zM5.75 8l1.75 1.75 3-3.5",
    "flag": "M3.5 14.5V2.25h8.75L10.5 5.25l1.75 3H3.5",
    "import": "M8 2v7.5M5 6.75l3 3 3-3M2.5 11v2.75h11V11",
    "admin": "M2.5 4.5h7M12.5 4.5h1M2.5 11.5h1M6.5 11.5h7M11 3v3M5 10v3",
    "search": "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.25 10.25l3.25 3.25",
    "sun": (
        "M8 5.25a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5M8 1.5v1.25M8 13.25v1.25M1.5 8h1.25"
        "M13.25 8h1.25M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9"
    ),
    "rewind": "M3.25 5.25A5.75 5.75 0 1 1 2.25 8M3 2v3.25h3.25M8 5v3.25l2 1.25",
    "warning": "M8 2.25 14.25 13H1.75zM8 6.25v3.25M8 11v.5",
    "info": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 7.25v3.5M8 5v.5",
    "user": (
        "M8 8a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 8M2.75 14c.35-2.75 2.4-4.25 5.25-4.25s4.9 1.5 5.25 4.25"
    ),
    "down": "M3.5 6 8 10.5 12.5 6",
    "up": "M3.5 10 8 5.5 12.5 10",
    "whatif": "M5.5 6a2.5 2.5 0 1 1 3.75 2.15C8.4 8.65 8 9.2 8 10M8 12.5v.5",
    "book": "M8 4.25C6.5 3 4.5 2.75 2.25 2.75v9.5c2.25 0 4.25.25 5.75 1.5 1.5-1.25 3.5-1.5 5.75-1.5v-9.5C11.5 2.75 9.5 3 8 4.25v9.5",
    "grid": "M2.5 2.5h11v11h-11zM2.5 6.25h11M2.5 9.75h11M6.25 2.5v11M9.75 2.5v11",
    "feed": "M3 13h.01M3 8.5a4.5 4.5 0 0 1 4.5 4.5M3 3.5A9.5 9.5 0 0 1 12.5 13",
    "preview": "M1.5 8C3 5 5.25 3.5 8 3.5S13 5 14.5 8c-1.5 3-3.75 4.5-6.5 4.5S3 11 1.5 8M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
    "file": "M4 1.75h5.5L12.5 4.75v9.5h-8.5zM9.25 2v3h3",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing beside words; hidden from screen readers, which read the words."""
    return format_html(
        '<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" '
        'stroke-linejoin="round" aria-hidden="true"><path d="{}"/></svg>',
        mark_safe(ICONS[name]),  # noqa: S308 - a constant of this file
    )


@register.filter
def tone_of(level: str) -> str:
    """The icon of a message level."""
    return {"error": "warning", "warning": "warning", "success": "check"}.get(level, "info")


@register.filter
def is_check(field: Any) -> bool:
    """True where a form field is a single tick box: its label stands after it."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not hasattr(field.field, "choices")


@register.filter
def is_wide(field: Any) -> bool:
    """True where a form field needs the whole width: long text, files, lists of choices."""
    return type(field.field.widget).__name__ in {
        "Textarea",
        "ClearableFileInput",
        "FileInput",
        "RadioSelect",
        "CheckboxSelectMultiple",
    }
