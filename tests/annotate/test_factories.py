"""The list of factories is part of the public interface."""

import importlib.metadata

from spacy.language import Language

FACTORIES = {
    "communique_actors",
    "communique_agenda",
    "communique_events",
    "communique_layout",
    "communique_meetings",
    "communique_morphology",
    "communique_quotes",
    "communique_statements",
    "communique_stops",
    "communique_times",
}


def test_every_factory_is_an_entry_point_of_spacy() -> None:
    ours = {
        point.name
        for point in importlib.metadata.entry_points(group="spacy_factories")
        if point.value.startswith("communique.")
    }
    assert ours == FACTORIES


def test_the_pipeline_runs_them_in_an_order_that_satisfies_each(nlp: Language) -> None:
    assert set(nlp.pipe_names) > FACTORIES
    problems = (nlp.analyze_pipes() or {})["problems"]
    assert {name: found for name, found in problems.items() if found} == {}
