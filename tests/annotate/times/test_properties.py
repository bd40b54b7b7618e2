"""What holds for every text: places are true, in order and apart; values have their form; nothing raises."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from communique.annotate.times import find_times
from communique.codebook.times import holidays, time_words
from communique.model import TimeReference, TimeType

WORDS = sorted({word.form for word in time_words()} | {holiday.form for holiday in holidays()})
FIGURES = ["1", "2", "13", "31", "1998", "2025", "1/2", "½", "24:00", "10:35", "2025-07-14", "7/14/2025", "0000-01-01"]
MARKS = [
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    ", ",
    "-",
    "–",
    ".",
    "'s",
    "’",
    "“",
    "(",
    ")",
    "/",
    " \xa0",
    "\x00",
]
PUBLISHED = st.sampled_from([None, "2025", "2025-07", "2025-W28", "2025-07-14", "0001-01-01", "9999-12-31", "no date"])

dates_like = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(WORDS).map(str.title),
        st.sampled_from(FIGURES),
        st.integers(0, 10**30).map(str),
        st.sampled_from(MARKS),
    ),
    max_size=40,
).map(lambda pieces: " ".join(pieces).replace("  ", " "))
any_text = st.one_of(dates_like, st.text(max_size=200))

VALUE = re.compile(
    r"(?:PAST|PRESENT|FUTURE)_REF"
    r"|\d{4}-\d\d-\d\d(?:T(?:\d\d:\d\d|MO|AF|EV|NI|DT))?"
    r"|\d{4}(?:-\d\d|-W\d\d(?:-WE)?|-Q[1-4]|-H[12]|-(?:SP|SU|FA|WI))?"
    r"|\d{2,3}"
    r"|P(?:T?(?:[\dX]+(?:\.\d+)?(?:Y|M|W|D|H|S|Q|DE|CE|WE))(?:T?\d+[MHDS])?)"
    r"|XXXX-WXX-[1-7](?:T[A-Z]{2})?|XXXX-(?:\d\d|SP|SU|FA|WI)|XXXX-XX-XXT[A-Z]{2}"
)


def check(text: str, times: tuple[TimeReference, ...]) -> None:
    end = 0
    for time in times:
        assert end <= time.start < time.end <= len(text)
        assert text[time.start : time.end].strip() == text[time.start : time.end]
        assert time.value is None or VALUE.fullmatch(time.value), time.value
        assert isinstance(time.type, TimeType)
        end = time.end


@settings(max_examples=400)
@given(text=any_text, published_on=PUBLISHED)
def test_places_are_true_and_apart_and_values_have_their_form(
    nlp: Language, text: str, published_on: str | None
) -> None:
    doc = nlp.make_doc(text)
    check(doc.text, find_times(doc, published_on=published_on))


@settings(max_examples=25)
@given(text=dates_like)
def test_a_parsed_text_never_fails(nlp: Language, text: str) -> None:
    with nlp.select_pipes(enable=["communique_layout", "tok2vec", "tagger", "parser", "communique_morphology"]):
        doc = nlp(text)
    check(doc.text, find_times(doc, published_on="2025-07-14"))


@settings(max_examples=100)
@given(text=dates_like)
def test_the_date_of_publication_never_decides_what_is_found(nlp: Language, text: str) -> None:
    times = find_times(nlp.make_doc(text), published_on="2025-07-14")
    without = find_times(nlp.make_doc(text))
    assert [(time.start, time.end, time.type) for time in times] == [
        (time.start, time.end, time.type) for time in without
    ]
