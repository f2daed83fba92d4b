"""An event as an iCalendar file (RFC 5545): what a phone's calendar takes in."""

from datetime import UTC, datetime

from diwan.commerce.tickets.queries.events import EventView

_WIDTH = 75


def calendar_file(*, event: EventView, language: str, url: str, host: str, at: datetime) -> str:
    """The file's text, lines ended by CRLF and folded at 75 octets. A cancelled event cancels its entry."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Diwan//Tickets//EN",
        "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if event.cancelled_at else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:event-{event.id}@{host}",
        f"DTSTAMP:{_instant(at)}",
        f"SEQUENCE:{event.changed_count + (1 if event.cancelled_at else 0)}",
        f"DTSTART:{_instant(event.starts_at)}",
        f"DTEND:{_instant(event.ends_at)}",
        f"SUMMARY:{_text(event.title_in(language))}",
        f"LOCATION:{_text(event.place)}",
        f"STATUS:{'CANCELLED' if event.cancelled_at else 'CONFIRMED'}",
        f"URL:{url}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    """Free text: what the format gives a meaning is escaped, control characters are left out."""
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "".join(letter for letter in escaped.replace("\n", "\\n") if letter >= " ")


def _folded(line: str) -> str:
    """No line longer than 75 octets, no letter cut in two."""
    rows, row, room = [], "", _WIDTH
    for letter in line:
        size = len(letter.encode())
        if size > room:
            rows.append(row)
            row, room = "", _WIDTH - 1
        row += letter
        room -= size
    return "\r\n ".join([*rows, row])
