"""Scores reps against the references of an exercise, by one of several methods."""

from spotter.movement.scoring.article import ArticleScorer
from spotter.movement.scoring.methods import METHODS, Scorer, make_scorer
from spotter.movement.scoring.spotter import SpotterScorer, scorer_of_oneself
from spotter.movement.scoring.visit import Visit

__all__ = [
    "METHODS",
    "ArticleScorer",
    "Scorer",
    "SpotterScorer",
    "Visit",
    "make_scorer",
    "scorer_of_oneself",
]
