"""What people of the story do for each other for money, and where they meet: bookings of every fate, two events."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from diwan.commerce import public as commerce
from diwan.demo.scene import Player, Scene

services, tickets = commerce.services, commerce.tickets
_DAY = timedelta(days=1)
_BODY = """ترسل ثلاث صور وجواب سؤال واحد، فأكتب لك التشخيص وخطة علاج لأسبوعين، وأتابعك مرة بعدها.

أعمل على الخضار والحمضيات في الأصص فقط. **إن لم أعرف قلتُ لا أعرف،** ولا يُحسب عليك شيء."""
_DRIP = """I plan a drip line for your roof: a drawing, a list of parts with prices, and an hour of questions.

You get the sketch first; the plan follows when you like it."""
_HOUR = "ساعة بالصوت نمرّ فيها على سطحك أصيصًا أصيصًا. تخرج بقائمة ما يُزرع وما يُترك."


def plan_services(scene: Scene) -> None:
    """The shelf three weeks ago; since then one story that ended well, one disputed, some under way; and events."""
    scene.agenda.plan(scene.now - 21 * _DAY, partial(_open_shelf, scene))
    scene.agenda.plan(scene.now - 9 * _DAY, partial(_plan_events, scene))


def _open_shelf(scene: Scene, at: datetime) -> None:
    samer, karim, layla = (scene.cast[key] for key in ("samer", "karim", "layla"))
    diagnosis = _offer(
        scene, samer, at, title="تشخيص أمراض النبات من الصور", body=_BODY, question="ما النبتة؟",
        parts=[services.PartSpec("تشخيص مكتوب مع درجة اليقين", 1_200, 1)],
    )  # fmt: skip
    drip = _offer(
        scene, karim, at, title="A drip line for your roof", body=_DRIP, question="How large is the roof?",
        parts=[services.PartSpec("Sketch", 2_000, 3), services.PartSpec("Plan and list of parts", 3_500, 5)],
    )  # fmt: skip
    hour = _offer(
        scene, layla, at, title="ساعة مع بستانية", body=_HOUR, question="أين تقع شرفتك من الشمس؟",
        parts=[services.PartSpec("", 900, 0)], appointment_minutes=60,
    )  # fmt: skip
    week = [services.HoursSpec(day, 17 * 60, 20 * 60) for day in (0, 2, 5)]
    services.set_hours(community_id=scene.id, hours=week, zone=scene.community.timezone, by=layla.party)
    plan = scene.agenda.plan
    plan(at + 1 * _DAY, partial(_well, scene, diagnosis, scene.cast["nadia"]))
    plan(at + 3 * _DAY, partial(_disputed, scene, diagnosis, scene.cast["layla"]))
    plan(scene.now - 4 * _DAY, partial(_under_way, scene, drip, scene.cast["salma"]))
    plan(scene.now - 3 * _DAY, partial(_late, scene, diagnosis, scene.cast["salma"]))
    plan(scene.now - 1 * _DAY, partial(_to_decide, scene, drip, scene.cast["layla"]))
    plan(scene.now - 1 * _DAY, partial(_appointed, scene, hour, scene.cast["salma"]))


def _offer(
    scene: Scene, who: Player, at: datetime, *, title: str, body: str, question: str,
    parts: list[services.PartSpec], appointment_minutes: int = 0,
) -> int:  # fmt: skip
    spec = services.ServiceSpec(
        title=title, body=body, question=question, parts=parts, appointment_minutes=appointment_minutes
    )
    return services.offer_service(community_id=scene.id, spec=spec, by=who.party, at=at)


def _sold(
    scene: Scene, service: int, buyer: Player, wish: str, at: datetime, appointment_at: datetime | None = None
) -> int:
    booking = services.book_service(
        service_id=service, method="bank", wish=wish, by=buyer.party, at=at, key=f"demo:{service}:{buyer.id}:{at}",
        appointment_at=appointment_at,
    )  # fmt: skip
    view = services.get_booking(booking_id=booking, viewer=buyer.party, at=at)
    _approve(scene, view.order_id, at)
    return booking


def _approve(scene: Scene, order_id: int, at: datetime) -> None:
    keeper = scene.cast["tariq"].party
    order = commerce.get_order(order_id=order_id, viewer=keeper)
    if order.outstanding_minor:
        commerce.approve_payment(
            order_id=order.id, amount_minor=order.outstanding_minor, by=keeper, at=at, key=order.approval_key
        )


def _well(scene: Scene, service: int, buyer: Player, at: datetime) -> None:
    booking, samer = _sold(scene, service, buyer, "ليمون في أصيص، أوراقه صفراء", at), scene.cast["samer"].party
    words: dict[str, Any] = {"booking_id": booking}
    services.deliver(
        text="السبب الماء لا المرض. اسقِ مرة كل ثلاثة أيام، **وأفرغ الصحن**.",
        by=samer,
        at=at + _DAY / 2,
        key="d1",
        **words,
    )
    services.accept(by=buyer.party, at=at + _DAY, key="a1", **words)
    services.write_review(
        stars=5, text="كنت سأقتلع الشجرة. كان السبب الماء لا المرض.", by=buyer.party, at=at + _DAY, key="r1", **words
    )
    services.answer_review(text="سعيد أنها بقيت.", by=samer, at=at + 2 * _DAY, key="w1", **words)


def _disputed(scene: Scene, service: int, buyer: Player, at: datetime) -> None:
    """Sold, delivered late, disputed, half returned, reviewed."""
    booking, samer = _sold(scene, service, buyer, "فلفل تساقط زهره", at), scene.cast["samer"].party
    words: dict[str, Any] = {"booking_id": booking}
    services.deliver(text="حرارة الليل. ظلّل الأصيص أسبوعًا.", by=samer, at=at + 4 * _DAY, key="d2", **words)
    services.open_dispute(
        reason="late", text="وصل بعد أن سقط الزهر كلّه.", by=buyer.party, at=at + 5 * _DAY, key="q2", **words
    )
    services.decide_dispute(
        released_minor=600, reason="late", text="الجواب صحيح ونفع، لكنه جاء بعد ثلاثة أيام من موعده. يُقسم المبلغ.",
        by=scene.cast["huda"].party, at=at + 6 * _DAY, key="z2", **words,
    )  # fmt: skip
    services.write_review(stars=3, text="جواب صحيح جاء متأخرًا.", by=buyer.party, at=at + 7 * _DAY, key="r2", **words)
    services.answer_review(text="كنت مريضًا، وأعتذر.", by=samer, at=at + 7 * _DAY, key="w2", **words)


def _under_way(scene: Scene, service: int, buyer: Player, at: datetime) -> None:
    booking = _sold(scene, service, buyer, "سطح ثمانية أمتار في ستة", at)
    karim = scene.cast["karim"].party
    services.deliver(
        booking_id=booking,
        text="Two lines along the wall, one across. See the sketch.",
        by=karim,
        at=at + 2 * _DAY,
        key="d3",
    )


def _late(scene: Scene, service: int, buyer: Player, at: datetime) -> None:
    _sold(scene, service, buyer, "نعناع عليه بقع بيضاء", at)


def _to_decide(scene: Scene, service: int, buyer: Player, at: datetime) -> None:
    booking = _sold(scene, service, buyer, "Twelve metres of parapet", at)
    services.open_dispute(
        booking_id=booking, reason="otherwise", text="طلبت مخططًا لسطحي، ووصلني مخطط سطح آخر.", by=buyer.party,
        at=at + _DAY / 4, key="q4",
    )  # fmt: skip


def _appointed(scene: Scene, service: int, buyer: Player, at: datetime) -> None:
    free = services.list_free_times(service_id=service, at=at)
    _sold(scene, service, buyer, "شرفة شرقية", at, free[1])


def _plan_events(scene: Scene, at: datetime) -> None:
    owner, begins = scene.owner.party_id, (scene.now + 12 * _DAY).replace(hour=14, minute=0, second=0, microsecond=0)
    workshop = _event(scene, at, begins, "ورشة السماد على السطح", "Compost on the roof: a workshop", 20)
    tiers = tickets.get_event(event_id=workshop, community_id=scene.id, at=at).tiers
    for place, (key, quantity) in enumerate((("layla", 2), ("salma", 1), ("nour", 1), ("rami", 2))):
        buyer = scene.cast[key]
        tickets.buy_tickets(
            tier_id=tiers[place % 2].id,
            quantity=quantity,
            method="bank",
            by=buyer.party,
            at=at + _DAY,
            key=f"demo:{key}",
        )
        if key != "rami":
            for sale in tickets.list_own_tickets(community_id=scene.id, party=buyer.party, at=at):
                _approve(scene, sale.order_id, at + _DAY)
    walk = _event(scene, at, begins - 6 * _DAY, "جولة في مشاتل الغور", "A walk through the nurseries", 12)
    tier = tickets.get_event(event_id=walk, community_id=scene.id, at=at).tiers[0]
    tickets.buy_tickets(
        tier_id=tier.id, quantity=1, method="bank", by=scene.cast["layla"].party, at=at + _DAY, key="demo:walk"
    )
    tickets.cancel_event(
        event_id=walk, reason="أُغلق الطريق إلى الغور هذا الأسبوع.", by=owner, at=at + 5 * _DAY, key="demo:off"
    )


def _event(scene: Scene, at: datetime, begins: datetime, title_ar: str, title_en: str, capacity: int) -> int:
    spec = tickets.EventSpec(
        title_ar=title_ar, title_en=title_en, place="سطح منى، اللويبدة", starts_at=begins,
        ends_at=begins + timedelta(hours=3), capacity=capacity, sales_from=at, sales_until=begins,
        about="نلتقي، نعمل بأيدينا، ونعود بما صنعناه. أحضروا قفازًا.",
    )  # fmt: skip
    tiers = [tickets.TierSpec("مقعد", "Seat", 1_500), tickets.TierSpec("طالب", "Student", 700, most_count=6)]
    return tickets.plan_event(community_id=scene.id, spec=spec, tiers=tiers, by=scene.owner.party_id, at=at)
