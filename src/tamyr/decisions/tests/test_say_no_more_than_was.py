"""No sentence of a result says that a price was reached which was not."""

from fractions import Fraction

from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tamyr.decisions.logic.question import Rule
from tamyr.decisions.pages.reasons import at_most, option_sentences, short_of
from tamyr.decisions.tests.ballots import counted

OPTIONS = "abcdef"
BALLOTS = st.lists(
    st.text(OPTIONS, min_size=1, max_size=4).map(lambda s: "".join(sorted(set(s)))), min_size=3, max_size=14
)


@settings(max_examples=40)
@given(price=st.integers(1, 10**6), gap=st.fractions(Fraction(1, 10**9), 1))
def test_what_falls_short_is_never_said_to_be_the_price(price: int, gap: Fraction) -> None:
    with translation.override("en"):
        said, most = short_of(price - gap), at_most(price + gap)
    assert "less" in said or Fraction(said) < price or Fraction(said) == price - gap
    assert Fraction(most) >= price + gap


@settings(max_examples=40)
@given(ballots=BALLOTS, seats=st.integers(1, 4))
def test_what_supporters_could_pay_is_less_than_it_costs(ballots: list[str], seats: int) -> None:
    count = counted(Rule("equal-shares", seats=seats), OPTIONS, ballots)
    titles = {letter: letter for letter in OPTIONS}
    with translation.override("en"):
        told = [line for lines in option_sentences(count, titles).values() for line in lines]
    for line in told:
        if "could pay about" in line:
            paid = line.partition("could pay about ")[2].split()[0]
            assert Fraction(paid) < 1, line
