"""Which sequences of words are time expressions: patterns over the letters of an island (lexicon.py).

The order matters: where two patterns fit at one place, the first counts. A pattern is written over letters, one for
each word: `W,?MD` is a weekday, perhaps a comma, a month and a day. days.py, names.py, lengths.py, sets.py and moves.py
read what it finds.
Span conventions are those of TIMEX3 (TIDES 2004 guidelines): determiners and modifiers inside, prepositions outside.
"""

import re
from collections.abc import Iterator

from communique.annotate.times import days, lengths, moves, names, sets
from communique.annotate.times.lexicon import Island
from communique.annotate.times.meaning import DayOfMonth, Expression
from communique.annotate.times.words import Reader, Words
from communique.model import TimeType

_DAY = "(?:t?[OD])"
_YEAR = "(?:,?Y)"
_MONTH_DAY = f"M,?{_DAY}(?!(?:-?[UV4])(?!n))(?:-{_DAY}|-M{_DAY}|[ck]{_DAY}(?=,?Y)|k{_DAY}(?!-?[UV4M#%]))?{_YEAR}?"
_DAY_MONTH = f"{_DAY}(?:[-kc]{_DAY})?o?M(?:-{_DAY}o?M)?{_YEAR}?"
_DATE = f"(?:(?:h?[nlh])?W,?)?(?:{_MONTH_DAY}|{_DAY_MONTH})"
_CLOCK = "(?:(?:KA?|D@?A|D@|C)z?|[Y#]z)"
_NUMBER = "(?:a?N(?:-?N)*o?|[D#Y]%?|%)"
_QUANTITY = f"(?:m?(?:{_NUMBER}|a)(?:[-k](?:{_NUMBER}))?)"
_UNIT = "[UV4]"
_LENGTH = f"(?:m?HaU|m?aHo?-?U|{_QUANTITY}(?:cah?H|%)?-?[su]*{_UNIT}(?:caH|kN)?(?!-[GBb]))"
_REL = "[lnhq]"
_THIS_YEAR = f"(?:t?{_REL}f?U|tf?U)"
_OF_YEAR = f"(?:,?o?(?:f?Y|{_THIS_YEAR}))"
_EARLY = "(?:[rLB]-?)"

RULES: tuple[tuple[str, str, Reader], ...] = (
    ("iso", "I", days.iso),
    ("figures", "J", days.figures),
    # dates with a time of day
    ("clock_date", f"{_CLOCK},?i?(?:{_DATE}|h?[lnh]?W|T)", days.clock_date),
    ("clock_part", "Dit?P", days.clock_part),
    ("date_clock", f"(?:{_DATE}|h?[lnh]?WP?|T),?i?{_CLOCK}", days.date_clock),
    ("part_of_date", f"{_EARLY}?t?PoT?(?:{_DATE}|W)", days.date_part),
    ("weekday_nights", "W8", sets.set_word),
    ("date_part", f"{_EARLY}?(?:(?:{_DATE})|h?[lnhqe]?W)P", days.date_part),
    ("day_word_part", f"{_EARLY}?T{_EARLY}?P", days.date_part),
    ("nearby_part", f"{_EARLY}?t?{_REL}P", days.nearby_part),
    ("part_before", "tP<", days.nearby_part),
    # days
    ("date", f"{_EARLY}?{_DATE}", days.date),
    ("year_then_date", f"YM{_DAY}", days.date),
    # ages are no times: "the 44-year-old"
    ("century", f"t?{_EARLY}?O-?U", names.century),
    ("age", f"[ta]?{_QUANTITY}-?U-?v|{_QUANTITY}-?V-?v", names.nothing),
    ("fraction", "m?a4o", names.nothing),
    # months
    ("month_year", f"{_EARLY}?M,?o?(?:Y|(?:t?{_REL})f?U)", names.month),
    ("month_end", f"t?(?:r?b|[Ol][UV]|O?H)o(?:{_EARLY}?M(?:,?o?Y)?)", names.month),
    ("month", f"(?:t?{_EARLY})?(?:h?{_REL})?M", names.month),
    ("month_set", "eM", sets.every),
    # holidays
    ("holiday", f"{_REL}?X{_OF_YEAR}?", names.holiday),
    # seasons
    ("season", f"(?:t?{_EARLY}?)?(?:h?{_REL})?Z{_OF_YEAR}?", names.season),
    # quarters and halves
    ("quarter_code", f"f?Q{_OF_YEAR}?", names.quarter),
    ("year_quarter", "t?(?:h|l|n)U'f?O-?(?:4|H)|t?f?YO-?(?:4|H)|YQ", names.quarter),
    ("year_ago_quarter", "t?x?U-?[GB]O?-?4", names.quarter_ago),
    ("quarter", f"t?l?f?-?O-?f?(?:4|H){_OF_YEAR}?|t?[lnhq]f?4|t?l?Ho(?:{_THIS_YEAR}|f?Y|E)", names.quarter),
    ("first_months", "tl?O[ND]V", lengths.length),
    # decades and years
    ("decade", f"(?:tl?Ho)?t?{_EARLY}?E", names.decade),
    ("fiscal_year", "t?(?:Y(?:-D)?fU|fU?Y(?:-D)?)", names.year),
    ("year_of_number", "tU(?:Y|NN)", names.year),
    ("year_end_of", "t?(?:r?b|[Ol][UV])o(?:t?Y)", names.year),
    ("year_span", "Y-(?:D|#|Y)", names.year),
    ("year", f"{_EARLY}?Y(?![V])", names.year),
    # weekdays
    ("weekday_set", "eW", sets.every),
    ("weekday_of_week", f"{_EARLY}?W,?o?t?{_REL}U", days.weekday_of_week),
    ("weekday", f"{_EARLY}?t?(?:h?{_REL})?W", days.weekday),
    ("weekend", f"{_EARLY}?(?:t?bo)?t?{_REL}?6", names.weekend),
    # so long ago, so much later
    ("ago", f"(?:{_LENGTH}|V)G", moves.ago),
    ("later", f"{_LENGTH}[LB]", moves.later),
    ("some_later", "V[LB]", lengths.some_later),
    ("from_now", f"{_LENGTH}jR", moves.from_now),
    ("unit_long", f"[ta]?(?:(?:{_NUMBER})-)?U-x", lengths.unit_long),
    ("year_ago", "t?U-?[GB](?:U)?", moves.year_earlier),
    ("before_yesterday", "tU(?:<|>)T", moves.around_day),
    ("day_before", "t?n?U(?:<|>)", moves.day_before),
    # stretches counted from now: "last week", "the past two months", "recent years"
    ("end_of_stretch", f"t?r?(?:b|H|u)o(?:t?{_REL}f?{_UNIT}|tU)", moves.stretch),
    ("stretch_length", f"m?t?(?:h?{_REL}){_LENGTH}", lengths.length),
    ("stretches", "t?(?:h?[lnhq])V(?:cV(?!d))?|tV(?:cV)?d", moves.stretches),
    ("stretch", f"{_EARLY}?t?(?:h?{_REL})u?s?f?{_UNIT}", moves.stretch),
    ("week_of", f"tUo{_DATE}", days.week_of),
    ("year_end", "U'?-?b", moves.year_end),
    ("anniversary", "t?O-?y", lengths.anniversary),
    ("within_day", "[LBr]i(?:tU)", moves.within_day),
    # sets
    ("every", f"e(?:x|O)?(?:(?:{_NUMBER})-?)?[UVP46Z]", sets.every),
    ("times_a", f"(?:m?(?:N|D)?g)a{_UNIT}", sets.rate),
    ("set", "S|w[P8]?", sets.set_word),
    # words for now, then and some day
    ("the_unit", "t[fu]*[U4]", moves.the_unit),
    ("day_word", f"{_EARLY}?T", days.day_word),
    ("reference", "R", moves.reference),
    ("reference_noun", "it?n?F", moves.reference_noun),
    ("in_the_past", "itl(?![a-zA-Z0-9#])", moves.in_the_past),
    ("length_of_period", f"[ta]?(?:{_NUMBER})-?UU", lengths.length_of_period),
    ("the_length", f"t(?:{_NUMBER})-?(?:V|U)", lengths.length),
    ("length", _LENGTH, lengths.length),
    ("bare_length", "[i>]?V(?:kV)?", lengths.bare_length),
    ("since_then", "ip", moves.since_then),
    ("in_the_part", "itP(?!o)", days.in_the_part),
    ("clock", f"{_CLOCK}", days.clock),
)
"""Name, pattern and reader of each rule, in the order in which they are tried."""

_GRAMMAR = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in RULES))
_NAMES = tuple(name for name, _, _ in RULES)
_SINGLY = tuple((name, re.compile(pattern), reader) for name, pattern, reader in RULES)
_TOGETHER = frozenset({"age", "fraction", "date"})
"""Rules whose words, where they turn out to be no time ("31 February"), are none in part either."""

_SECOND_DAY = re.compile("c[DO](?![UV4M#%-])")
"""The second day in "on July 13 and 14"."""


def read_island(text: str, island: Island, *, language: str = "en") -> Iterator[Expression]:
    """Yield the time expressions of one island, in order."""
    letters, words = island.letters, island.words
    at = 0
    while at < len(letters):
        found = _GRAMMAR.match(letters, at)
        if found is None or found.end() == at:
            at += 1
            continue
        # The first rule that fits is tried first; where its reader finds no time, those after it are.
        for name, pattern, read in _SINGLY[_NAMES.index(found.lastgroup or "") :]:
            fits = pattern.match(letters, at)
            if fits is None or fits.end() == at:
                continue
            reading = read(Words(words[at : fits.end()], letters[at : fits.end()], text, language))
            if reading is not None:
                first, last, kind, meaning = reading
                yield Expression(words[at + first].start, words[at + last].end, kind, meaning, name)
                at += last + 1
                if isinstance(meaning, DayOfMonth):
                    second = _second_day(text, island, at, meaning, language)
                    if second is not None:
                        yield second
                        at += 2
                break
            if name in _TOGETHER:
                at = fits.end()
                break
        else:
            at += 1


def _second_day(text: str, island: Island, at: int, first: DayOfMonth, language: str) -> Expression | None:
    found = _SECOND_DAY.match(island.letters, at)
    if found is None:
        return None
    word = island.words[at + 1]
    meaning = days.second_day(Words((word,), word.letter, text, language), first)
    return None if meaning is None else Expression(word.start, word.end, TimeType.DATE, meaning, "second_day")
