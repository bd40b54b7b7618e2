"""Words that a cue opens with a colon or a quotation mark, and paragraphs set off after “the minister said:”."""

from communique.annotate.statements.draft import Range
from communique.annotate.statements.site import (
    Complement,
    Site,
    quote_end,
    skip_space,
)


def opening(site: Site) -> Complement | None:
    """Find “said: …”, “said that “…”” and “said, “…””."""
    reading, words = site.reading, site.words
    group, limit, addressee = site.group, site.limit, site.addressee
    at = group[1]
    while at < limit and (words[at] == "," or (words[at].isspace() and "\n" not in words[at])):
        at += 1
    if at < limit and words[at] == ":":
        start = at + 1
        while start < limit and words[start].isspace():
            start += 1
        if start < limit:
            end = quote_end(site, start, limit) if reading.quotation_at[start] >= 0 else limit
            return Complement([(start, end)], group, [], addressee)
        return _block(site)
    if at < limit and words[at] == "that":
        quoted = skip_space(site, at + 1)
        if quoted < limit and reading.quotation_at[quoted] >= 0:
            end = quote_end(site, quoted, limit)
            _, closed = reading.quotation_tokens(reading.quotation_at[quoted], quoted)
            if end == closed and (end >= limit - 1 or site.words[skip_space(site, end)] in {".", ","}):
                return Complement([(quoted, end)], group, [], addressee)
    if at < limit and reading.quotation_at[at] >= 0 and reading.quotation_at[at] != reading.quotation_at[site.token.i]:
        if not (site.verb.quote or site.verb.clause) or _hangs_on_adjunct(site, at):
            return None
        end = quote_end(site, at, limit)
        return Complement([(at, end)], group, [], addressee)
    return None


def as_said(site: Site) -> Complement | None:
    """Find "As the minister said on Monday, the border is open": the main clause behind the comma."""
    first, last = site.reading.sentence(site.token.i)
    while first < site.token.i and (site.words[first].isspace() or site.words[first] in {"and", "but", ","}):
        first += 1
    if site.words[first] != "as" or site.token.dep_ != "advcl" or site.speaker is None:
        return None
    begins = site.speaker.tokens[0] == first + 1
    if not begins or any(child.dep_ in {"dobj", "ccomp", "xcomp", "acomp"} for child in site.token.rights):
        return None
    comma = next((at for at in range(site.group[1], last) if site.words[at] == ","), None)
    if comma is None or comma > site.group[1] + 1 or comma + 2 >= last:
        return None
    start = skip_space(site, comma + 1)
    return Complement([(start, last)], (first, comma), [], site.addressee)


def _hangs_on_adjunct(site: Site, at: int) -> bool:
    """Tell whether the quotation belongs to a phrase of the group: "ordered it after receiving “evidence” that …"."""
    before = at - 1
    while before > site.token.i and site.words[before].isspace():
        before -= 1
    return site.doc[before].tag_ in {"VBG", "IN", "DT", "JJ", "PRP$"} and before > site.token.i


def _block(site: Site) -> Complement | None:
    """Find the paragraphs set off after "the minister said:", down to one that speaks of the speaker again."""
    group, limit, addressee = site.group, site.limit, site.addressee
    reading = site.reading
    start = limit
    while start < len(site.words) and site.words[start].isspace():
        start += 1
    if start >= len(site.words) or not reading.is_news(site.doc[start]):
        return None
    if reading.quotation_at[start] >= 0:
        _, end = reading.quotation_tokens(reading.quotation_at[start], start)
        return Complement([(start, end)], group, [], addressee)
    if not site.verb.quote:
        return None
    subject_words = {
        site.words[at]
        for at in range(*group)
        if site.doc[at].tag_ in {"NN", "NNP", "NNS", "NNPS"} and at < site.token.i
    }
    ranges: list[Range] = []
    at = start
    while at < len(site.words) and reading.is_news(site.doc[at]):
        end = at
        while end < len(site.words) and "\n" not in site.words[end]:
            end += 1
        paragraph = site.words[at:end]
        own = subject_words & set(paragraph)
        if paragraph[-1] == ":" or (ranges and own and not {"i", "my", "we", "our"} & set(paragraph)):
            break
        if ranges and paragraph[-1][-1:] not in '.?!"”’':
            break
        ranges.append((at, end))
        at = end
        while at < len(site.words) and site.words[at].isspace():
            at += 1
    if not ranges:
        return None
    return Complement([(ranges[0][0], ranges[-1][1])], group, [], addressee, block=True)
