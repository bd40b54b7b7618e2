"""Choose the kind of every unit so that the page as a whole makes sense: furniture and story both come in blocks."""

from communique.model.document import PassageKind
from communique.read.passages.evidence import FURNITURE, Evidence
from communique.read.passages.units import Unit

_STATES = (PassageKind.BODY, *FURNITURE)
ENTER = 1.2
"""Cost of leaving the story for furniture at the start of a line."""
ENTER_INLINE = 2.0
"""The same within a line: furniture seldom starts there."""
LEAVE = 0.8
CHANGE = 0.6


def choose(units: list[Unit], evidence: list[Evidence]) -> list[PassageKind]:
    """Return the best sequence of kinds (Viterbi), `body` standing for all that is news."""
    if not units:
        return []
    back: list[list[int]] = []
    score = [0.0] + [-0.3] * len(FURNITURE)
    for unit, one in zip(units, evidence, strict=True):
        enter = ENTER_INLINE if unit.inline else ENTER
        best = max(range(1, len(_STATES)), key=score.__getitem__)
        body, left = score[0], score[best] - LEAVE
        came = [0 if body >= left else best]
        now = [max(body, left) + one.news]
        for state in range(1, len(_STATES)):
            value, origin = score[state], state
            if body - enter > value:
                value, origin = body - enter, 0
            if score[best] - CHANGE > value:
                value, origin = score[best] - CHANGE, best
            came.append(origin)
            now.append(value + one.against.get(_STATES[state], 0.0))
        back.append(came)
        score = now
    state = max(range(len(_STATES)), key=score.__getitem__)
    path = [state]
    for came in reversed(back[1:]):
        state = came[state]
        path.append(state)
    return [_STATES[state] for state in reversed(path)]
