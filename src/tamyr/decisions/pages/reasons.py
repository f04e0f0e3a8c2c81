"""Why a count came out so, in sentences; the numbers are those of ``logic.explanations``."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil, floor

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.decisions.logic.explanations.comparison import compared
from tamyr.decisions.logic.explanations.not_chosen import MissingSupport, Nearest, not_chosen
from tamyr.decisions.logic.explanations.payments import payments
from tamyr.decisions.logic.explanations.ranked import Duel, Exclusion, duels, exclusions
from tamyr.decisions.logic.explanations.thresholds import shortfall
from tamyr.decisions.logic.results import Count, Pairwise, Purchases, Quorum, Reason, Stages, Tally

Titles = Mapping[str, str]


def decimal(value: Fraction | int) -> str:
    """Return a number in the reader's language, to two places; a whole one without any."""
    if Fraction(value).denominator == 1:
        return str(int(value))
    return str(number_format(f"{float(value):.2f}", 2))


def short_of(value: Fraction | int) -> str:
    """Return what did not reach a price: cut to two places, so that no sentence says the price itself."""
    return _in_hundredths(value, floor(value * 100))


def at_most(value: Fraction | int) -> str:
    """Return a number that nobody's exceeds: the next higher one of two places."""
    return _in_hundredths(value, ceil(value * 100))


def _in_hundredths(value: Fraction | int, hundredths: int) -> str:
    if Fraction(value).denominator == 1:
        return str(int(value))
    if not hundredths:
        return _("less than %(least)s") % {"least": number_format("0.01", 2)}
    # By whole hundredths: a float between them could be rounded up to the price.
    return str(number_format(f"{hundredths // 100}.{hundredths % 100:02}", 2))


def quorum_sentence(quorum: Quorum) -> str:
    words = {"cast": quorum.cast, "base": quorum.base, "needed": quorum.needed, "blank": quorum.blank}
    if quorum.share is None:
        return (
            _("Organisations that took part: %(cast)s of %(base)s, of them with a blank ballot: %(blank)s.")
            % words
        )
    return (
        _(
            "Organisations that took part: %(cast)s of %(base)s, of them with a blank ballot: %(blank)s; needed: %(needed)s."
        )
        % words
    )


def failure(reason: Reason) -> str:
    """Return why a decision failed."""
    values = {name: decimal(value) for name, value in reason.values.items()}
    words = {
        "no-ballots": _("Nobody cast a ballot that says something."),
        "quorum": _("Too few took part: %(cast)s, and %(needed)s had to."),
        "share": _("Too few said yes: %(yes)s yes, %(no)s no."),
        "countries": _("Countries from which a yes came: %(found)s; it takes %(needed)s."),
        "objections": _("Objections are still open: %(number)s."),
        "not-overruled": _(
            "Objections are still open: %(number)s. To decide over them too few consent: %(consent)s."
        ),
        "opposed": _("Organisations strongly against it: %(found)s; there may be %(most)s."),
        "opposed-countries": _(
            "Countries with organisations strongly against it: %(found)s; there may be %(most)s."
        ),
        "no-support": _("No option has a supporter."),
    }
    return words.get(reason.code, reason.code) % values


def remark(reason: Reason) -> str:
    values = {name: decimal(value) for name, value in reason.values.items()}
    if reason.code == "seats-left-empty":
        return _("Places that stay empty: %(number)s; nothing else has a supporter.") % values
    if reason.code == "overruled":
        return (
            _(
                "Decided over open objections (%(number)s) by the share that was stated before: %(consent)s consent."
            )
            % values
        )
    return failure(reason)


def missing(count: Count) -> str:
    """Return what more would have been enough for a text that failed by its share."""
    if not any(reason.code == "share" for reason in count.reasons):
        return ""
    found = shortfall(count)
    # More than kept silent could not have come: that would be no comfort, and no truth.
    if found.more_yes is None or found.more_yes > found.silent:
        return ""
    return ngettext(
        "%(more)d more yes would have been enough.",
        "%(more)d more yes would have been enough.",
        found.more_yes,
    ) % {"more": found.more_yes}


def ties(count: Count, titles: Titles) -> Iterator[str]:
    how = {
        "supporters": _("more supporters"),
        "countries": _("supporters from more countries"),
        "seed": _("the lot that was committed to before the vote"),
        "earlier-stage": _("more votes at an earlier stage"),
    }
    for broken in count.ties_broken:
        if broken.decided:
            words = {"options": "; ".join(titles[code] for code in broken.options), "how": how[broken.by]}
            yield _("A tie decided: %(options)s. The first was preferred by %(how)s.") % words


# --- of each option ---------------------------------------------------------------------------


def option_sentences(count: Count, titles: Titles) -> dict[str, list[str]]:
    """Return, for each option, why it was chosen or not."""
    detail = count.found.detail
    if isinstance(detail, Purchases):
        told = dict(_bought(count, detail))
        return {**told, **{missing.option: [_not_bought(missing, titles)] for missing in not_chosen(count)}}
    if isinstance(detail, Pairwise) and detail.order:
        return {duel.other: [_lost(duel, titles)] for duel in duels(count)}
    if isinstance(detail, Stages):
        return {exclusion.candidate: [_excluded(exclusion)] for exclusion in exclusions(count)}
    return {}


def _bought(count: Count, detail: Purchases) -> Iterator[tuple[str, list[str]]]:
    for number, (made, paid) in enumerate(zip(detail.rounds, payments(count), strict=True), start=1):
        most = max((payment.paid for payment in paid), default=Fraction(0))
        words = {"round": number, "supporters": len(paid), "most": at_most(most)}
        cost = count.question.cost_of(made.option) if count.question.has_budget else 1
        if made.phase == "shares":
            told = ngettext(
                "Chosen in round %(round)s: the share of its %(supporters)d supporter was enough, %(most)s of %(cost)s.",
                "Chosen in round %(round)s: the shares of its %(supporters)d supporters were enough, at most %(most)s of %(cost)s each.",
                len(paid),
            )
        else:
            told = _(
                "Chosen in round %(round)s, when what was left of the shares was enough for nothing more: all grew again at the "
                "same speed, and those of its supporters were enough first. Supporters: %(supporters)d."
            )
        yield made.option, [told % {**words, "cost": decimal(cost)}]


def _not_bought(found: MissingSupport, titles: Titles) -> str:
    count = ngettext("%(count)d supporter.", "%(count)d supporters.", found.supporters) % {
        "count": found.supporters
    }
    nearest = found.by_voters
    if nearest is None:
        return count
    words = {
        "round": nearest.round,
        "could": short_of(nearest.could_pay),
        "cost": decimal(found.cost),
        "able": nearest.able,
        "other": titles.get(nearest.instead_of, ""),
    }
    could = _could_pay(nearest, found) % words if nearest.round else ""
    more = ngettext(
        "%(more)d more of the %(able)s organisations that had something left would have been enough",
        "%(more)d more of the %(able)s organisations that had something left would have been enough",
        nearest.more,
    ) % {**words, "more": nearest.more}
    instead = _("; it would then have come before “%(other)s”") % words if nearest.instead_of else ""
    # Without a round there is no middle sentence, and two spaces in its place.
    return f"{count} {could} {more}{instead}.".replace("  ", " ")


def _could_pay(nearest: Nearest, found: MissingSupport) -> str:
    if nearest.could_pay >= found.cost:
        return _("In round %(round)s their shares were enough for it too; the tie was decided for another.")
    if 0 < nearest.could_pay < Fraction(1, 100):
        return _("In round %(round)s their shares came to %(could)s of %(cost)s.")
    return _("In round %(round)s their shares came to about %(could)s of %(cost)s.")


def _lost(duel: Duel, titles: Titles) -> str:
    words = {
        "winner": titles[duel.winner],
        "for": duel.for_winner,
        "against": duel.for_other,
        "strength": duel.strength,
        "back": duel.strength_back,
    }
    if duel.for_winner > duel.for_other:
        told = (
            _("Organisations that put “%(winner)s” above it: %(for)s, the other way round: %(against)s.")
            % words
        )
    else:
        told = (
            _(
                "Organisations that put it above “%(winner)s”: %(against)s, the other way round: %(for)s. But there is a chain:"
            )
            % words
        )
        told += " " + " → ".join(titles[code] for code in duel.chain) + "."
    if duel.is_defeat:
        return f"{told} " + _("No chain of majorities at least as strong leads back.")
    return told


def _excluded(one: Exclusion) -> str:
    words = {"stage": one.stage, "votes": decimal(one.votes)}
    told = _("Left at stage %(stage)s with the fewest votes: %(votes)s.") % words
    if one.behind is not None:
        told += " " + _("The next one had %(behind)s more.") % {"behind": short_of(one.behind)}
    return told


def comparison(count: Count, titles: Titles) -> list[str]:
    """Compare with simple approval: the most supporters win, whoever they are."""
    detail = count.found.detail
    if not isinstance(detail, Purchases):
        return []
    # With what the rule found, also where the decision failed: its outcome is empty then and differs from
    # all.
    other = compared(count)
    if set(other.chosen) == set(count.found.chosen):
        return [_("Simple counting of supporters would have chosen the same.")]
    only = [titles[code] for code in other.chosen if code not in count.found.chosen]
    lost = [titles[code] for code in count.found.chosen if code not in other.chosen]
    words = {"only": "; ".join(only), "lost": "; ".join(lost)}
    without = {"here": other.without_a_win, "there": other.without_a_win_by_approval}
    return [
        _("Simple counting of supporters would have chosen “%(only)s” and not “%(lost)s”.") % words,
        _("Organisations without anything that they approved: here %(here)s, there %(there)s.") % without,
    ]


def tally_sentences(count: Count) -> list[str]:
    detail = count.found.detail
    if isinstance(detail, Tally):
        words = {"yes": detail.yes, "no": detail.no, "countries": len(detail.countries)}
        return [_("Yes: %(yes)s, no: %(no)s; countries from which a yes came: %(countries)s.") % words]
    return []
