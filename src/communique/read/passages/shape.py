"""What a line looks like, whatever its words mean: dates, names, credits, counters, headlines, sentences.

Every test reads a line a bounded number of times. The small words (months, zones, agencies ...) come from the codebook.
"""

import re
from functools import cache

from communique.codebook.passages import page_words

_WORDS = re.compile(r"[^\W\d_]+(?:['.][^\W\d_]+)*\.?")
_NAME = re.compile(r"[A-Z][\w'’.\-]*")
_ENDS_SENTENCE = re.compile(r"[.!?…]['\"”’)\]]*(?: ?[\[(][\w ]{1,8}[\])]){0,2}$|[.!?,]['\"”’]+$")
_HANDLE = re.compile(
    r"(?:^|\s)@\w{2,30}\b|\b[\w.+-]{1,40}@[\w-]{1,40}\.\w{2,10}\b|https?://\S|\bwww\.\w|\bpic\.twitter\.com"
)
_COUNTER = re.compile(r"^\W*\d[\d.,]*\s?[km]?\W*(?:of|/)?\W*[\d,]*\W*$")
_DURATION = re.compile(r"^\W*\d{1,2}:\d\d(?::\d\d)?\W*$")
_DATE_HEADER = re.compile(r"\s*([^\W\d_]{4,12})\s*:?\s+\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?(?:\s+|$)")
_SPEECH = re.compile(r"(?:Q|A|[A-Z][A-Z.'’-]{1,20}(?: [A-Z][A-Z.'’-]{0,20}){0,4}): [^A-Z]{0,3}[A-Z]")
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*$")
_MARKUP = re.compile(r"<[^<>]{1,40}>")
_DAY = re.compile(r"\b\d{4}\b|\d[./-]\d")


def is_sentence(line: str) -> bool:
    """Tell whether the line ends as a sentence does."""
    return _ENDS_SENTENCE.search(line[-28:]) is not None


def words_of(line: str) -> list[str]:
    """Return the alphabetic words of a folded line."""
    return _WORDS.findall(line)


@cache
def _date_words() -> frozenset[str]:
    return (
        page_words("month")
        | page_words("weekday")
        | page_words("clock")
        | page_words("zone")
        | page_words("date_label")
        | page_words("date_glue")
    )


_DIGIT = re.compile(r"\d")


@cache
def _real_date_words() -> frozenset[str]:
    return page_words("month") | page_words("weekday") | page_words("clock") | page_words("zone")


def is_timestamp(folded: str) -> bool:
    """Tell whether a short line is only dates, clock times and their labels ("Updated: Nov 19, 2019 10:05 IST")."""
    if len(folded) > 160 or not _DIGIT.search(folded):
        return False
    words = re.findall(r"[^\W\d_]+", folded)
    known = _date_words()
    if not all(word in known or word in {"st", "nd", "rd", "th", "t"} for word in words):
        return False
    return (
        any(word in _real_date_words() for word in words)
        or re.search(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}:\d\d", folded) is not None
    )


def is_dated(folded: str) -> bool:
    """Tell whether a time stamp names a day, month or year, not the hour alone."""
    return _DAY.search(folded) is not None or not page_words("month").isdisjoint(words_of(folded))


def date_header_end(text: str) -> int:
    """Return where a date stamped before the text (" date 2025-07-14 ") ends, 0 if there is none."""
    match = _DATE_HEADER.match(text[:80])
    if match and match[1].lower() in page_words("date_label"):
        return match.end()
    return 0


def is_counter(folded: str) -> bool:
    """Tell whether a line is only a number, a fraction or a playing time."""
    return len(folded) < 40 and (_COUNTER.match(folded) or _DURATION.match(folded)) is not None


def has_handle(folded: str) -> bool:
    """Tell whether an address of the net, of mail or of a social network stands on the line."""
    return ("@" in folded or "www." in folded or "://" in folded or "pic.twitter" in folded) and _HANDLE.search(
        folded
    ) is not None


def is_address(line: str) -> bool:
    """Tell whether a line is one address of the net and nothing else."""
    return _ADDRESS.match(line) is not None


def is_name_list(words: str) -> bool:
    """Tell whether all words are capitalised like names, linking words apart."""
    tokens = words.replace(",", " ").split()
    return 0 < len(tokens) <= 14 and all(
        _NAME.fullmatch(token) or token.lower() in page_words("linking") for token in tokens
    )


@cache
def _byline_openings() -> tuple[str, ...]:
    return tuple(opener + mark for opener in page_words("byline_opener") for mark in (" ", ": "))


def byline_end(line: str) -> int:
    """Return where a byline at the start of the line ends ("By Ana Lindqvist and Tomas Rey"), 0 if there is none."""
    low = line[:24].lower()
    if not low.startswith(_byline_openings()):
        return 0
    opener = max(
        (opener for opener in page_words("byline_opener") if low.startswith((opener + " ", opener + ": "))),
        key=len,
    )
    end = len(opener)
    names = 0
    known = page_words("byline_word")
    dates = _date_words()
    for token in re.finditer(r"[^\s,|/()•·]+", line[len(opener) : 200]):
        word = token[0].strip(":;.-–—")
        if word.lower() in dates - known and names:
            break
        if not word:
            continue
        if _NAME.match(word) or word.lower() in page_words("linking") or word.lower() in known:
            names += bool(_NAME.match(word))
            end = len(opener) + token.end()
        else:
            break
    return end if names else 0


def is_speech(line: str) -> bool:
    """Tell whether a line is marked as spoken, as in a transcript ("Q: ...", "MR. ADLER: ...")."""
    match = _SPEECH.match(line)
    return match is not None and match[0].split(":")[0].lower() not in page_words("label")


def is_byline(line: str) -> bool:
    """Tell whether a line says who wrote, and perhaps when, and nothing else."""
    if len(line) > 200:
        return False
    end = byline_end(line)
    if not end:
        return False
    rest = line[end:].strip(" ,|/()•·-–—.:;").lower()
    return not rest or is_timestamp(rest) or has_handle(rest) or rest in page_words("agency")


def first_stamp(line: str, signed: int) -> int:
    """Return where the time stamp after a byline that ends at `signed` starts, 0 if there is none."""
    rest = line[signed:]
    bare = rest.lstrip(" ,|/()•·-–—.:;")
    return len(line) - len(bare) if bare and is_timestamp(bare.lower()) else 0


def is_signed(line: str) -> bool:
    """Tell whether a line is names of people with an agency or an "and" between ("Ana Lindqvist and AP")."""
    tokens = re.split(r"\s+and\s+|\s*[,/|&]\s*|\s+with\s+", line)
    return (
        len(line) <= 90
        and 2 <= len(tokens) <= 5
        and any(t.lower() in page_words("agency") or 2 <= len(t.split()) <= 3 for t in tokens)
        and all(
            token.lower() in page_words("agency") or (2 <= len(token.split()) <= 3 and is_name_list(token))
            for token in tokens
        )
    )


def is_presented(line: str) -> bool:
    """Tell whether a line is a name with an occupation or a place ("Ana Lindqvist, Editor", "Ana Rey in Kest")."""
    name, comma, occupation = line.partition(", ")
    if comma:
        return _is_name(name) and len(line) <= 90 and not page_words("writer").isdisjoint(words_of(occupation.lower()))
    name, within, place = line.partition(" in ")
    return bool(within) and _is_name(name) and len(place.split()) <= 3 and is_name_list(place)


def _is_name(words: str) -> bool:
    return 2 <= len(words.split()) <= 4 and is_name_list(words)


@cache
def _credits() -> tuple[str, ...]:
    return tuple(page_words("credit"))


def is_credit(line: str, folded: str) -> bool:
    """Tell whether a short line credits a picture ("Photo: Ana Lindqvist/AFP", "(Handout via Reuters)")."""
    if len(line) > 160:
        return False
    bare = folded.strip(" ()[]|•·-–—.*")
    for opener in page_words("credit") if bare.startswith(_credits()) else ():
        if bare.startswith(opener) and bare[len(opener) :].lstrip()[:1] in (
            {":", ";", "|", "©", ","} if " " in opener else {":", ";", "|", "©"}
        ):
            return True
        names = (" ",) if opener.endswith(("by", "of", "via")) else (" by ", " via ")
        if bare.startswith(tuple(opener + link for link in names)):
            return len(line) < 90
    if bare in page_words("agency"):
        return True
    if len(line) < 90:
        tail = re.split(r"[/|]| via ", bare)
        if len(tail) > 1 and any(part.strip() in page_words("agency") for part in tail) and not is_sentence(line):
            return True
    return False


def ends_with_credit(folded: str) -> bool:
    """Tell whether a line closes with a picture's credit in brackets or after a dash ("(Photo by A. Rey/AFP)")."""
    tail = folded[-90:].rstrip(" .")
    if tail.endswith((")", "]")):
        inside = re.split(r"[(\[]", tail)[-1].strip(" )]")
        return inside not in page_words("agency") and is_credit(inside, inside)  # "(Xinhua)" alone ends a story
    at = max(tail.rfind(mark) for mark in page_words("picture_mark"))
    return at > 0


def quotes(folded: str) -> int:
    """Count quotation marks of a folded line."""
    return folded.count('"')


def outside_quotes(folded: str) -> str:
    """Return what stands outside quotation marks; a mark left open quotes to the end of the line."""
    return " ".join(folded.split('"')[::2]) if '"' in folded else folded


def is_headline_like(line: str, words: int) -> bool:
    """Tell whether a line could be a headline or a link to one: some words, a capital first, no full stop."""
    first = next((char for char in line if char.isalnum()), "")
    return (
        3 <= words <= 24
        and len(line) <= 170
        and (first.isupper() or first.isdigit())
        and not line.rstrip().endswith((".", ",", ";"))
    )


def bare(line: str) -> str:
    """Return a line without the markup of lists and emphasis that readouts are published with ("*Participants:*")."""
    return _MARKUP.sub("", line).strip(" \t-–—•·*_#")


def is_person_entry(line: str) -> bool:
    """Tell whether a line is one of a list of participants ("Ana Lindqvist, Minister of Trade")."""
    name, comma, office = bare(line).partition(",")
    words = name.split()
    if not comma or not 2 <= len(words) <= 5 or not is_name_list(name):
        return False
    return office.strip()[:1].isupper() or office.strip().startswith("the ")
