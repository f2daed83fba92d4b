"""What the living style page shows: invented people and sums, in both languages, through the real components."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator

from diwan.web.drawing.dotplot import Bin
from diwan.web.drawing.fall import FallRow
from diwan.web.drawing.sankey import Flow
from diwan.web.drawing.series import Point
from diwan.web.fields import FigureField, MoneyField

Say = Callable[[str, str], str]

INCOME = (
    ("الاشتراكات", "Memberships", 185400, "slate"),
    ("الورش والدورات", "Workshops", 62000, "slate"),
    ("الرعاة", "Sponsors", 45000, "zafaran"),
    ("الخدمات", "Services", 14250, "slate"),
    ("عمولات الإحالة", "Affiliate links", 7365, "slate"),
    ("الإكراميات", "Tips", 3820, "slate"),
)
COSTS = (
    ("رسوم الدفع", "Payment fees", 9641),
    ("الاستضافة والأدوات", "Hosting and tools", 6400),
    ("مبالغ مُعادة", "Refunds", 1200),
)
SHARES = (
    ("الأعضاء", "Members", 195386, "zinjar"),
    ("فريق الإدارة", "Team", 30060, "lazurd-2"),
    ("الاحتياطي", "Reserve", 30059, "argwan"),
    ("صاحبة المجتمع", "Owner", 45089, "lazurd"),
)
TOTAL, NET = 317835, 300594
BINS = (
    ("0–2", 18),
    ("2–5", 27),
    ("5–10", 33),
    ("10–15", 24),
    ("15–20", 15),
    ("20–30", 13),
    ("30–45", 9),
    ("45–60", 5),
    ("60+", 3),
)
MONTHS = (
    ("يناير", "Jan", 147000),
    ("فبراير", "Feb", 156000),
    ("مارس", "Mar", 169000),
    ("أبريل", "Apr", 172000),
    ("مايو", "May", 199000),
    ("يونيو", "Jun", 226000),
    ("يوليو", "Jul", 219000),
    ("أغسطس", "Aug", 211000),
    ("سبتمبر", "Sep", 288000),
    ("أكتوبر", "Oct", 317835),
)
EXPECTED = (("نوفمبر", "Nov", 323000, 302000, 345000), ("ديسمبر", "Dec", 331000, 302000, 359000))
COHORTS = (("مايو", "May", 64, (8100, 7000, 6200)), ("يونيو", "June", 71, (8300, 7100)), ("يوليو", "July", 58, (7900,)))


@dataclass(frozen=True)
class Part:
    """One part of a total."""

    label: str
    minor: int
    tone: str
    note: str = ""


def sample_form(say: Say, side: str) -> forms.Form:
    """A form that has been sent once, wrongly, so that every state of a field can be seen."""

    class Sample(forms.Form):
        community = forms.CharField(
            label=say("اسم المجتمع", "Community name"), help_text=say("يمكن تغييره لاحقًا", "You can change it later")
        )
        share = FigureField(label=say("نصيب الأعضاء", "Members’ share"), most=100)
        price = MoneyField(label=say("الاشتراك الشهري", "Monthly price"), currency="KWD", required=False)
        purpose = forms.ChoiceField(
            label=say("لأي شيء؟", "What for?"),
            choices=[("", "…"), ("trade", say("تبادل الخبرة", "Trading know-how"))],
            required=False,
        )
        about = forms.CharField(label=say("نبذة", "About"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
        visible = forms.BooleanField(
            label=say("أظهر دخلي في الدفتر باسمي", "Show my name in the books"), required=False
        )
        pace = forms.ChoiceField(
            label=say("متى نراسلك؟", "When shall we write to you?"), required=False, widget=forms.RadioSelect,
            choices=[("day", say("كل يوم", "Every day")), ("week", say("كل أسبوع", "Every week"))],
        )  # fmt: skip

    sent = {
        "community": say("بستان السطح", "Rooftop Orchard"),
        "share": "١٣٧%",
        "price": "1.500",
        "visible": "on",
        "pace": "week",
    }
    return Sample(sent, auto_id=f"{side}-%s")


def second_form(say: Say, side: str) -> forms.Form:
    """A slider's number and a composer's text, untouched."""

    class Second(forms.Form):
        members = FigureField(label=say("الأعضاء", "Members"), initial=65, most=100)
        words = forms.CharField(label=say("اكتب", "Write"))

    return Second(auto_id=f"{side}-second-%s")


def sample_page() -> Page[int]:
    """The second of five pages."""
    return Paginator(range(50), 10).page(2)


def samples(say: Say, side: str) -> dict[str, Any]:
    """Everything the specimens need, in one language; `side` keeps ids apart on a page that shows both."""
    inflows = [Flow(say(ar, en), minor, tone) for ar, en, minor, tone in INCOME]
    costs = [Flow(say(ar, en), minor, "stone") for ar, en, minor in COSTS]
    shares = [Flow(say(ar, en), minor, tone) for ar, en, minor, tone in SHARES]
    month_points = [Point(say(ar, en), minor) for ar, en, minor in MONTHS]
    expected = [Point(say(ar, en), minor, low, high) for ar, en, minor, low, high in EXPECTED]
    fees = Part(say("رسوم وتكاليف", "Fees and costs"), 17241, "stone")
    return {
        "say": say,
        "side": side,
        "form": sample_form(say, side),
        "second": second_form(say, side),
        "page": sample_page(),
        "inflows": inflows,
        "outflows": shares + costs,
        "rows": fall_rows(say),
        "parts": [*(Part(flow.label, flow.minor, flow.tone) for flow in shares), fees],
        "bins": [Bin(label, count, holds_reader=label == "30–45") for label, count in BINS],
        "points": month_points + expected,
        "cohorts": [(say(ar, en), people, kept) for ar, en, people, kept in COHORTS],
    }


def fall_rows(say: Say) -> list[FallRow]:
    """October as a waterfall: income, costs, shares, and nothing left."""

    def part(minor: int) -> int:
        return (minor * 10000 + TOTAL // 2) // TOTAL

    rows = [FallRow(say(ar, en), minor, "plus", tone, share_bp=part(minor)) for ar, en, minor, tone in INCOME]
    rows.append(FallRow(say("مجموع الدخل", "All income"), TOTAL, "total", "ink", share_bp=10000))
    rows += [FallRow(say(ar, en), minor, "minus", "stone", share_bp=part(minor)) for ar, en, minor in COSTS]
    rows.append(FallRow(say("الصافي للقسمة", "Net, to be shared"), NET, "total", "ink", share_bp=part(NET)))
    rows += [FallRow(say(ar, en), minor, "share", tone, share_bp=part(minor)) for ar, en, minor, tone in SHARES]
    rows.append(FallRow(say("الباقي في الصندوق", "Left in the pot"), 0, "total", "ink"))
    return rows
