"""What the features of `bot.answer.evidence` are worth; learned, rounded.

`python -m bench.learn_answers` prints these tables from half of KorQuAD dev and the "tune" half of our own judged
needs; the figures in bench/results/answers.md are of the other halves.
"""

from __future__ import annotations

# A step of one in the feature is worth so many points; only differences between sentences of a pool count.
WEIGHTS = {
    "cover": 5.06,  # share of the question's bigrams, by rarity in the pool
    "beyond title": 0.19,  # the same without those of the title
    "words": 2.11,  # share of the question's words
    "rare": 2.55,  # bigrams that few other sentences of the article have
    "alike": 3.95,  # best alignment of keystrokes
    "before": 0.89,  # cover of the sentence before
    "after": 0.96,  # cover of the sentence after
    "length": 0.23,  # log length over 80 characters
    "number": 2.98,  # a number with the unit asked for
    "date": 2.52,  # a date, when asked when
    "person": 0.77,  # a person or body, when asked who
    "place": 0.64,  # a place, when asked where
    "cause": 0.87,  # a cause, when asked why
    "near": 5.33,  # what is asked for stands near the question's words
    "answers": 0.01,  # cover, where something of the kind asked for is there
    "news": 0.23,  # what the question does not say itself
    "echo": 1.33,  # other articles have the same answer
    "with before": 2.45,  # cover together with the sentence before
    "focus": 1.18,  # the thing asked for is named
    "first": 0.38,  # first sentence of its article
    "later": -0.74,  # place in the article, 0..1
    "search": 3.63,  # score of the article over the best one
    "top article": 0.71,  # in the first article found
    "article": 3.74,  # share of the question in the whole article
    "title": 4.12,  # share of the question in the title
    "quoted": -1.23,  # starts with a quotation
    "best of article": 0.59,  # covers the question best in its article
}
FEATURES = tuple(WEIGHTS)

# Whether the best sentence answers at all: a logistic over `bot.answer.answer.gate_features`, learned from our own
# needs, once with the articles that answer them and once without.
GATE = {
    "cover": -0.28,
    "article": -0.34,
    "alike": 4.07,
    "with before": 3.18,
    "words there": 3.50,  # share of the question's words in the article
    "longest word there": 0.11,
    "kind there": 1.37,  # the best sentence has what the question word asks for
    "best title": 5.30,
    "words asked": 0.87,  # number of words in the question, over 10
}
GATE_BIAS = -6.65
