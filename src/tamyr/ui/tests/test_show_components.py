"""A page is built from parts that say the same in both languages and let no text become markup."""

import re
from types import SimpleNamespace as Thing
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Select
from django.template import Context, Template, TemplateSyntaxError, engines
from django.utils import translation

from tamyr.ui.forms import HouseForms

HOSTILE = "<b>&\"'"
SAFE = "&lt;b&gt;&amp;"


def show(source: str, language: str = "en", **context: Any) -> str:
    with translation.override(language):
        return engines["django"].from_string("{% load ui %}" + source).render(context)


def test_a_notice_says_how_serious_it_is() -> None:
    assert 'class="notice notice-info"' in show("{% notice %}a{% endnotice %}")
    error = show("{% notice 'error' heading %}{{ text }}{% endnotice %}", heading=HOSTILE, text=HOSTILE)
    assert 'role="alert"' in error
    assert error.count(SAFE) == 2


def test_a_notice_of_no_known_kind_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="'loud' is not one of info, attention, error, done"):
        show("{% notice 'loud' %}a{% endnotice %}")


def test_a_list_to_choose_from_is_drawn_as_django_draws_it() -> None:
    choices = [("a&b", HOSTILE), (1, "one"), ("Group", [("x", "y"), (None, "none")]), ("", "–")]
    for chosen in ("a&b", 1, None, "x"):
        listed = Select({"id": "list", "required": True, "disabled": False, "data-x": HOSTILE}, choices)
        drawn = [listed.render("<b>", chosen, renderer=by()) for by in (HouseForms, TemplatesSetting)]
        assert drawn[0] == drawn[1] and drawn[0].count("<option") == 5


def test_a_wide_table_can_be_moved_by_keyboard() -> None:
    region = show("{% scroller label %}<table></table>{% endscroller %}", label=HOSTILE)
    assert 'role="region" tabindex="0" aria-label="&lt;b&gt;' in region
    assert "<table></table>" in region


def test_what_is_folded_away_says_what_it_is() -> None:
    folded = show("{% more label %}<p>x</p>{% endmore %}", label=HOSTILE)
    assert folded.startswith("<details><summary>&lt;b&gt;")


def test_a_section_that_phones_fold_has_one_anchor_and_its_heading_twice() -> None:
    shown = show("{% section 'a' heading 'method' %}<p>x</p>{% endsection %}", heading=HOSTILE)
    assert shown.startswith('<section class="open-when-wide method" id="a" aria-labelledby="a-title">')
    assert shown.count(f"{SAFE}") == 2 and shown.count('id="a') == 2
    assert "</summary><p>x</p></details></section>" in shown


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("like 1.5 °C", "like 1.5\u00a0°C"),
        ("2–3 °C", "2–3\u00a0°C"),
        ("14 млн т CO₂-экв. без леса", "14\u00a0млн\u00a0т CO₂-\u2060экв. без леса"),
        ("5 Mt, 3 tonnes", "5\u00a0Mt, 3 tonnes"),
        ("100 % is asked", "100\u00a0% is asked"),
        ("в 2035 году", "в 2035 году"),
    ],
)
def test_a_number_and_its_unit_stay_on_one_line(written: str, kept: str) -> None:
    tag = '<p title="4 °C">'
    shown = show("{% filter tied %}" + tag + "{{ text }}</p>{% endfilter %}", text=written)
    assert shown == f"{tag}{kept}</p>"


def test_a_choice_names_the_one_in_force() -> None:
    choices = [
        Thing(label="A", href="?a", is_current=False),
        Thing(label=HOSTILE, href="?b&c", is_current=True),
    ]
    shown = show("{% include 'ui/choices.html' with label='What' %}", choices=choices)
    assert '<a href="?b&amp;c" aria-current="true">&lt;b&gt;' in shown
    assert shown.count("aria-current") == 1


def test_the_trail_ends_at_this_page() -> None:
    shown = show("{% include 'ui/trail.html' %}", "ru", crumbs=[("Страны", "/ru/"), (HOSTILE, "")])
    assert 'aria-label="Вы здесь"' in shown
    assert f'<span aria-current="page">{SAFE}' in shown


def test_a_figure_comes_with_its_legend_numbers_and_files() -> None:
    words = Thing(
        id="gases",
        title=HOSTILE,
        caption="2022",
        note="",
        head=("CO₂",),
        rows=(("2022", "1"),),
        shortened=True,
        legend=(
            Thing(name="CO₂", colour="#14453D", is_line=False, dash=""),
            Thing(name="Net", colour="#1C2321", is_line=True, dash="2 3"),
        ),
    )
    drawn = Thing(wide="<svg id='wide'/>", narrow="<svg id='narrow'/>")
    shown = show(
        "{% include 'ui/figure.html' with first_column='Year' origin='#origin' %}",
        words=words,
        drawn=drawn,
        downloads=[("CSV", "a.csv")],
    )
    assert "<svg id='wide'/>" in shown and "<svg id='narrow'/>" in shown
    assert 'fill="#14453D"' in shown and 'stroke-dasharray="2 3"' in shown
    assert '<th scope="row">2022</th><td>1</td>' in shown
    assert '<a href="a.csv" download>CSV<span class="visually-hidden">: &lt;b&gt;' in shown
    assert "<b>" not in shown


@pytest.mark.parametrize(("language", "absent"), [("en", "no figure"), ("ru", "нет данных")])
def test_a_comparison_says_how_it_is_sorted_and_what_is_missing(language: str, absent: str) -> None:
    columns = [
        Thing(label="Country", unit="", year=None, href="?sort=name", sorted=""),
        Thing(label="Total", unit="Mt", year=2022, href="?sort=total", sorted="descending"),
    ]
    rows = [Thing(name=HOSTILE, href="/kaz/", cells=(Thing(text="", year=None),))]
    shown = show(
        "{% include 'ui/comparison.html' %}", language, label="l", caption="c", columns=columns, rows=rows
    )
    assert (
        '<th scope="col" aria-sort="descending"><a href="?sort=total">Total</a><small>Mt, 2022</small>'
        in shown
    )
    assert absent in shown
    assert SAFE in shown


def test_a_comparison_of_many_columns_folds_on_a_phone_with_the_head_beside_each_number() -> None:
    columns = [Thing(label=f"C{n}", unit="Mt" if n == 2 else "", href="?", sorted="") for n in range(11)]
    rows = [Thing(name="Kazakhstan", href="", cells=tuple(Thing(text=f"v{n}") for n in range(1, 11)))]
    given: dict[str, Any] = {"label": "l", "caption": "c", "rows": rows}
    shown = show("{% include 'ui/comparison.html' %}", columns=columns, **given)
    assert 'class="sticky compared broad stacked"' in shown
    cells = re.findall(r'<td data-head="([^"]+)">(\w+)', shown)
    assert cells == [(f"C{n}, Mt" if n == 2 else f"C{n}", f"v{n}") for n in range(1, 11)]
    few = show("{% include 'ui/comparison.html' %}", columns=columns[:9], **given)
    assert "stacked" not in few and "data-head" not in few


def test_a_fact_leads_to_its_source_and_back_to_none_other() -> None:
    fact = Thing(
        label="GHG",
        amount="342 Mt",
        time="2022",
        flags=("old",),
        method="read",
        steps=(),
        sources=(("cw", HOSTILE),),
    )
    source = Thing(
        id="cw", citation=HOSTILE, licence="CC BY 4.0", url="https://example.org/?a&b", note="five years"
    )
    shown = show(
        "{% include 'ui/facts.html' %}{% include 'ui/sources.html' %}",
        facts=[fact],
        sources=[("Jones et al.", source)],
    )
    assert '<a href="#source-cw">' in shown and 'id="source-cw"' in shown
    assert "Jones et al.</b> " in shown
    assert shown.count(SAFE) == 2


def test_no_text_can_break_out_of_the_facts_for_machines() -> None:
    shown = show("{% structured_data facts %}", facts={"@type": "Dataset", "name": "</script><script>&"})
    assert shown.count("<script") == shown.count("</script>") == 1
    assert "\\u003C/script\\u003E" in shown


def test_parts_bring_no_style_of_their_own() -> None:
    """The content policy would drop it."""
    template = Template("{% load ui %}{% notice %}a{% endnotice %}{% more 'a' %}b{% endmore %}")
    assert "style=" not in template.render(Context())


def test_many_pages_are_told_by_the_first_the_near_and_the_last() -> None:
    page = Paginator(range(200), 10).page(7)
    shown = show("{% include 'ui/pages.html' %}", page=page, query="theme=a&b")
    assert '<a href="?theme=a&amp;b&amp;page=6" rel="prev">' in shown
    assert [number for number in range(1, 21) if f'page={number}"' in shown] == [1, 6, 8, 20]
    assert shown.count('aria-current="page"') == 1 and shown.count("…") == 2


def test_a_single_page_has_no_pages_to_choose() -> None:
    page = Paginator(range(3), 10).page(1)
    assert show("{% include 'ui/pages.html' %}", page=page).strip() == ""


def test_an_empty_place_says_what_will_be_there_and_who_can_start() -> None:
    source = "{% include 'ui/empty.html' with heading=text text=text href='/en/' act='Go' %}"
    shown = show(source, text=HOSTILE)
    assert shown.count(SAFE) == 2 and '<a href="/en/">Go</a>' in shown


def test_a_list_is_narrowed_by_labelled_fields_that_keep_what_was_chosen() -> None:
    text = Thing(name="part", label="Part", value=HOSTILE)
    select = Thing(name="theme", label="Theme", chosen="b", options=[("", "all"), ("b", HOSTILE)])
    shown = show(
        "{% include 'ui/filters.html' with label='What' reset='/en/' %}", text=text, selects=[select]
    )
    assert '<label for="filter-theme">Theme</label>' in shown and 'value="b" selected' in shown
    assert shown.count(SAFE) == 2 and 'href="/en/"' in shown
