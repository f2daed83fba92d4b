"""FLOWS: every payer's own money follows that payer's own engagement. Nobody else's clicks can move it.

budget of p  = ⌊A·10¹²·m_p / M⌋      p's part of the feed's amount A, by p's net m_p of all nets M
edge p → c   = ⌊budget·w_pc / W_p⌋   the budget divided by p's own weights
share of c   = (Σ edges + 2·number of edges) / 10¹², never above the cap

A cap's excess and the budgets of payers who engaged with nobody go to the pool's overflow, never to other recipients.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from diwan.engine.errors import SettlementRefused
from diwan.engine.identities import Facts
from diwan.engine.inputs import Weights
from diwan.engine.plan import Rounding, UserCentric, Who
from diwan.engine.settlement import INNER, Budget, Sharing
from diwan.engine.waterfall import Feed

MAX_EDGES = 5 * 10**8
"""With more edges the floors of the inner scale could add up to a visible part of a unit."""

VOICE = "voice"
"""The feed of a voice pool: its money has no payer inside the community."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Money about to flow: an amount, whose it is, and how each payer divides it."""

    feed: str
    amount: int
    nets: Mapping[str, int]
    weights: Weights


def user_centric_streams(rule: UserCentric, feeds: tuple[Feed, ...], who: Who, facts: Facts) -> list[Stream]:
    """One stream per feed; for `voice` one stream of everything, where each eligible giver with an edge has net 1."""
    weights = _towards_eligible(facts.signals.get(rule.signal, {}), who, facts)
    if rule.mode == "equal":
        weights = {payer: dict.fromkeys(row, 1) for payer, row in weights.items()}
    if rule.attribution == "voice":
        voices = {giver: 1 for giver in weights if facts.may(giver, rule.givers)}
        return [Stream(VOICE, sum(feed.amount for feed in feeds), voices, weights)]
    return [Stream(feed.name, feed.amount, feed.purse.nets, weights) for feed in feeds]


def directed_streams(feeds: tuple[Feed, ...], who: Who, facts: Facts) -> list[Stream]:
    """One stream per feed; the weights are the payments that name a recipient."""
    return [
        Stream(feed.name, feed.amount, feed.purse.nets, _towards_eligible(feed.purse.directed, who, facts))
        for feed in feeds
    ]


def share_flows(pool: str, streams: list[Stream], cap: Fraction | None, rounding: Rounding) -> Sharing:
    """Let every stream flow and collect what reaches each recipient."""
    if sum(_edge_count(stream) for stream in streams) > MAX_EDGES:
        raise SettlementRefused(f"pools.{pool}", "too_many_edges", f"a pool can carry {MAX_EDGES} edges at most")
    budgets = tuple(budget for stream in streams for budget in _budgets(pool, stream))
    received: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for _, _, _, budget, total, weights in budgets:
        counts.update(weights.keys())
        for recipient, weight in weights.items():
            received[recipient] += budget * weight // total
    if rounding is Rounding.FLOOR:
        uncapped = {each: Fraction(received[each] + 2 * counts[each], INNER) for each in sorted(received)}
    else:
        uncapped = _of_the_engaged(received, streams)
    exact = uncapped if cap is None else {each: min(share, cap) for each, share in uncapped.items()}
    capped = frozenset(each for each, share in exact.items() if share < uncapped[each])
    return Sharing(exact, uncapped, capped=capped, slack=Fraction(2 * counts.total(), INNER), budgets=budgets)


def _budgets(pool: str, stream: Stream) -> Iterator[Budget]:
    """The budget of every payer who has money and engaged with somebody."""
    everybody = sum(stream.nets.values())
    for payer in sorted(stream.nets):
        if payer in stream.weights:
            weights = stream.weights[payer]
            budget = stream.amount * INNER * stream.nets[payer] // everybody
            yield Budget(pool, stream.feed, payer, budget, sum(weights.values()), weights)


def _of_the_engaged(received: Mapping[str, int], streams: list[Stream]) -> dict[str, Fraction]:
    """Largest remainder pays out all that engaged payers brought: ⌊Σ A·m/M⌋ units in proportion to the edges."""
    brought = Fraction(0)
    for stream in streams:
        engaged = sum(net for payer, net in stream.nets.items() if payer in stream.weights)
        if engaged:
            brought += Fraction(stream.amount * engaged, sum(stream.nets.values()))
    units, total = int(brought), sum(received.values())
    return {each: Fraction(units * received[each], total) if total else Fraction(0) for each in sorted(received)}


def _towards_eligible(weights: Weights, who: Who, facts: Facts) -> Weights:
    """The same weights without recipients who do not pass the gate, and without payers left with nobody."""
    recipients = {each for row in weights.values() for each in row}
    barred = {each for each in recipients if not facts.may(each, who)}
    if not barred:
        return weights
    kept = {
        payer: {each: weight for each, weight in row.items() if each not in barred} for payer, row in weights.items()
    }
    return {payer: row for payer, row in kept.items() if row}


def _edge_count(stream: Stream) -> int:
    return sum(len(row) for payer, row in stream.weights.items() if payer in stream.nets)
